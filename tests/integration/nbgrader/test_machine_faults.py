"""Does no fault of ours or of the machine's become a 0, or a full mark?"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
from toys import no_kernels

import labgrader
from labgrader.lab import CourseError
from labgrader.pipeline import function

WRONG = "scaled = numbers\n"
RAISES = "    raise RuntimeError('a fault of ours')\n"
BROKEN = {  # in what runs beside student code
    "names": ("snapshot.py", "def names(", ["scale"]),
    "figures": ("axes.py", "def describe(", ["plot"]),
    "figures of the watch": ("figures.py", "    def report(", ["scale", "plot"]),
}


@pytest.fixture
def library(tmp_path):
    """Makes a copy of this package in which a function raises; where it is."""

    def make(file: str, function: str) -> Path:
        package = tmp_path / "library" / "labgrader"
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(Path(labgrader.__file__).parent, package, ignore=ignored)
        path = package / "inside" / file
        head, begin, tail = path.read_text().partition(f"\n{function}")
        assert begin or not function, f"{file} has no {function}"
        if begin:
            signature, colon, body = tail.partition(":\n")
            indent = " " * (len(function) - len(function.lstrip()))
            path.write_text(f"{head}{begin}{signature}{colon}{indent}{RAISES}{body}")
        return package.parent

    return make


@pytest.mark.parametrize("broken", BROKEN)
def test_evidence_that_our_own_code_cannot_take_is_no_0(course, library, broken):
    file, function, lost = BROKEN[broken]
    path = library(file, function)
    course.hand_in("ada", course.solved())
    course.hand_in("eve", course.solved(scale_answer=WRONG))
    done = course.process("labgrader", "grade", "toy", PYTHONPATH=str(path))
    assert done.returncode == 1, done.stdout
    said = " ".join(done.stdout.split())
    assert "cannot be checked on every unseen set: with the reference solution," in said
    for student in ("ada", "eve"):
        assert all(course.scores(student)[question] is None for question in lost), course.scores(student)
        assert 0 not in [course.scores("ada")[question] for question in ("scale", "plot")]
    repaired = course("labgrader", "grade", "toy")
    assert repaired.returncode == 0, repaired.stdout
    assert course.scores("ada") == {"scale": 4, "plot": 2}
    assert course.scores("eve") == {"scale": 0, "plot": 2}


def test_a_machine_that_starts_no_kernel_gives_no_score(course):
    course.hand_in("ada", course.solved())
    with no_kernels():
        done = course("labgrader", "grade", "toy")
        assert done.returncode == 1
        assert "No notebook can be run" in done.stderr
        alone = course("nbgrader", "autograde", "toy")
    if (course.root / "autograded" / "ada").exists():
        assert course.scores("ada") == {"scale": None, "plot": None}, alone.stderr
    assert course("labgrader", "grade", "toy").returncode == 0
    assert course.scores("ada") == {"scale": 4, "plot": 2}


TIMES = {"1970": "1970-01-01 00:00:00 UTC", "the future": "2999-01-01 00:00:00 UTC"}


@pytest.mark.parametrize("when", TIMES)
def test_a_clock_that_is_wrong_costs_nobody_a_point(course, when):
    (course.hand_in("ada", course.solved()) / "timestamp.txt").write_text(TIMES[when])
    course.hand_in("eve", course.solved(scale_answer=WRONG))
    done = course("labgrader", "grade", "toy")
    assert done.returncode == 0, done.stdout
    assert course.scores("ada") == {"scale": 4, "plot": 2}
    assert course.scores("eve") == {"scale": 0, "plot": 2}


@pytest.mark.parametrize("when", TIMES)
def test_a_submission_with_such_a_time_in_its_name_is_collected(students, when):
    name = students.submit("ada")
    (students.inbound / name).rename(students.inbound / f"ada+toy+{TIMES[when]}+r")
    done = students.course("labgrader", "collect", "toy")
    assert done.returncode == 0, done.stdout
    assert ("arrived" in done.stdout) == (when == "1970")
    assert students.course("labgrader", "grade", "toy").returncode == 0
    assert students.course.scores("ada") == {"scale": 4, "plot": 2}


def test_files_of_another_time_are_graded_once(course):
    """A clock that was put back: what is newer is told by content, not by time."""
    folder = course.hand_in("ada", course.solved())
    assert course("labgrader", "grade", "toy").returncode == 0
    later = time.time() + 10 * 365 * 86400
    os.utime(folder / "toy.ipynb", (later, later))
    assert "Nothing to grade" in course("labgrader", "grade", "toy").stdout


@pytest.mark.parametrize(
    "fault", ["raise MemoryError", "raise SystemExit(0)", "import no_such_library", "return", "1 / 0"]
)
def test_a_grader_that_is_at_fault_gives_no_score(course, fault):
    grader = course.root / "graders" / "toy" / "test_scale.py"
    text = grader.read_text()
    at = text.index('"""', text.index('"""', text.index("def test_")) + 3) + 3
    grader.write_text(
        f"{text[:at]}\n    {fault}\n{text[at:]}" if fault != "return" else text[: text.index("def test_")]
    )
    course.hand_in("ada", course.solved())
    done = course("labgrader", "grade", "toy")
    assert done.returncode == 1, (done.stdout, done.stderr)
    assert course.scores("ada")["scale"] is None


def test_a_page_that_cannot_be_written_stops_nobody_else(course, monkeypatch):
    for student in ("ada", "eve", "zoe"):
        course.hand_in(student, course.solved())
    made = function.feedback

    def fail(notebook, facts, report):
        if report.student == "eve":
            raise CourseError("the page of eve cannot be written")
        return made(notebook, facts, report)

    monkeypatch.setattr(function, "feedback", fail)
    done = course("labgrader", "grade", "toy")
    assert done.returncode == 1
    assert "eve could not be checked: the page of eve cannot be written" in " ".join(done.stdout.split())
    assert all("6 of 6 points" in course.feedback(student) for student in ("ada", "zoe"))
    monkeypatch.undo()
    assert course("labgrader", "grade", "toy").returncode == 0
    assert "6 of 6 points" in course.feedback("eve")
