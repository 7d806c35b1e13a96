"""Does a command that is typed while another one has the course wait for a while, and then say who has it?"""

from __future__ import annotations

import os

import pytest

from labgrader.course import Course
from labgrader.pipeline.classroom import Classroom


@pytest.mark.parametrize(
    "command",
    ["labgrader grade toy", "labgrader regrade toy", "nbgrader autograde toy", "nbgrader generate_assignment toy"],
)
def test_one_writer_at_a_time(course, command):
    course.hand_in("ada", course.solved())
    with Classroom(Course(course.lab)).alone("a test"):
        done = course.process(*command.split())
    assert done.returncode == 1
    said = " ".join(done.stderr.split())
    assert f"is being worked on already, by a test (process {os.getpid()}, since " in said
    assert "Wait until that has ended, and try again." in said
    assert "Traceback" not in done.stderr
