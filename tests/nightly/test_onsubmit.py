"""Is everybody of a large class graded who hands in at once?"""

from __future__ import annotations


def test_are_all_graded_of_a_class_that_hands_in_at_once(students, caplog):
    students.hand_in_at_once(200, caplog)
