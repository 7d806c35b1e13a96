"""Does a grading that is killed at any moment go on to the scores that it would have had?"""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

import psutil
import pytest

STUDENTS = [f"s{number}" for number in range(8)]
ANSWERS = (
    "def scale(values):\n    return [FACTOR * v for v in values]\n\nscaled = scale(numbers)\n",
    "def scale(values):\n    return 1\n\nscaled = [FACTOR * v for v in numbers]\n",
    "scaled = numbers\n",
    "scaled = [3.0, 6.0, 9.0]\n",
)


@pytest.fixture(scope="module")
def collected(released, copy_course):
    """A class that has handed in. Do not change it: copy it."""
    course = copy_course(released)
    for number, student in enumerate(STUDENTS):
        course.hand_in(student, course.solved(scale_answer=ANSWERS[number % 4] + f"# {student}\n"))
    course.lab.choose_unseen(b"")  # makes the secret: copies choose alike
    return course


@pytest.fixture(scope="module")
def undisturbed(collected, copy_course):
    """The class graded in one go, and the seconds that it took."""
    course = copy_course(collected)
    began = time.monotonic()
    done = course("labgrader", "grade", "toy")
    assert done.returncode == 0, done.stdout + done.stderr
    return course, time.monotonic() - began


@pytest.fixture
def private():
    """A short TMPDIR of our own: kernels' sockets are in it."""
    with tempfile.TemporaryDirectory(prefix="lg-") as folder:
        yield Path(folder)


@pytest.mark.parametrize("times", [5, pytest.param(50, marks=pytest.mark.long)])
def test_a_killed_grading_goes_on_where_it_stopped(collected, undisturbed, copy_course, private, times):
    course, (whole, seconds) = copy_course(collected), undisturbed
    moments = random.Random(times)
    killed = 0
    for number in range(times):
        if number % 5 == 0:
            course = copy_course(collected)
        moment = seconds * moments.uniform(0.35, 0.65)  # importing the libraries comes first
        killed += _kill(course, moment, private)
        if number % 5 == 4:
            done = course("labgrader", "grade", "toy", TMPDIR=str(private))
            assert done.returncode == 0, done.stdout + done.stderr
            assert {s: course.outcome(s) for s in STUDENTS} == {s: whole.outcome(s) for s in STUDENTS}
            assert not list(course.lab.state_path.rglob("*.new"))
            assert not list(private.iterdir())
    assert killed >= times // 2


def _kill(course, moment: float, private: Path) -> bool:
    """Kill a grading after some seconds; whether it was still running."""
    grading = course.begin("labgrader", "grade", "toy", TMPDIR=str(private))
    time.sleep(moment)
    running = grading.poll() is None
    family = _family(grading.pid)
    grading.kill()
    with grading:
        grading.communicate(timeout=60)
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not alive
    return running


def _family(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []
