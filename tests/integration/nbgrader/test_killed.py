"""Does a grading that is killed at any moment go on to the scores that it would have had?"""

from __future__ import annotations


def test_a_killed_grading_goes_on_where_it_stopped(undisturbed):
    undisturbed.kill_and_go_on(times=3)
