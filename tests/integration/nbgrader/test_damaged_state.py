"""Is a state file that is empty or cut off told once, set aside, and made anew, and does it never stop a class?"""

from __future__ import annotations

from pathlib import Path

import pytest
from students import Students
from toys import ToyCourse

from labgrader.kept import Kept
from labgrader.onsubmit.service import Service
from labgrader.tidy import FORGOTTEN

WRONG = "scaled = numbers\n"
KINDS = {
    "note": "aside/toy/eve.json",
    "mark": "finished/toy/ada.json",
    "report": "reports/toy/ada.json",
    "faults": "faults/toy.json",
    "journal": "onsubmit/toy/ada.json",
    "secret": "secret",
    "holder": "holder",
}
COMMANDS = (("grade",), ("regrade",), ("report",))


@pytest.fixture(scope="module")
def whole(released: ToyCourse, copy_course, tmp_path_factory) -> ToyCourse:
    """A graded class, with every kind of state file."""
    course = copy_course(released)
    students = Students(course, tmp_path_factory.mktemp("class"))
    students.submit("ada")
    Service(course.root).run(once=True)
    (course.hand_in("eve", course.solved(scale_answer=WRONG)) / "mine.txt").symlink_to("/etc/passwd")
    assert course("labgrader", "grade", "toy").returncode == 0
    assert all((course.root / ".labgrader" / name).is_file() for name in KINDS.values())
    return course


def cut(path: Path, share: float) -> bytes:
    """Cut a file off, and give back what is left."""
    left = path.read_bytes()[: int(path.stat().st_size * share)]
    path.write_bytes(left)
    return left


@pytest.mark.parametrize("share", [0, 0.5], ids=["empty", "half"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_stops_nobody_and_is_told_once(whole, copy_course, caplog, kind, share):
    course = copy_course(whole)
    path = course.root / ".labgrader" / KINDS[kind]
    left = cut(path, share)
    again = ["--force"] if kind in ("note", "secret") else []  # only read for who is graded
    for command in (("grade", *again), *COMMANDS):
        done = course("labgrader", *command, "toy")
        assert done.returncode == 0, (done.stdout, done.stderr)
    assert course.scores("ada") == {"scale": 4, "plot": 2}
    assert course.scores("eve") == {"scale": 0, "plot": 2}
    if kind == "holder":  # only read by who waits
        return
    if kind == "journal":
        Service(course.root).run(once=True)
    told = [record for record in caplog.records if str(path) in record.getMessage()]
    assert len(told) == 1
    assert path.with_name(f"{path.name}.damaged").read_bytes() == left, "nothing of it is lost"
    assert path.read_bytes() != left, "it was made anew"


def test_a_damaged_note_says_that_something_was_left_out(whole, copy_course):
    course = copy_course(whole)
    assert "mine.txt is a link" in course.feedback("eve")
    cut(course.root / ".labgrader" / KINDS["note"], 0)
    assert course("labgrader", "grade", "toy", "--force").returncode == 0
    assert course.report("eve").remarks == [FORGOTTEN]
    assert course.report("ada").remarks == []


def test_a_damaged_journal_says_whose_count_begins_anew(whole, copy_course, caplog):
    course = copy_course(whole)
    cut(course.root / ".labgrader" / KINDS["journal"], 0.5)
    Service(course.root).run(once=True)
    assert "their count of feedback begins anew" in caplog.text
    assert [path.name for path in (course.root / ".labgrader" / "onsubmit" / "toy").glob("*.json")] == ["ada.json"]


@pytest.mark.parametrize("share", [0, 0.002], ids=["empty", "cut off"])
def test_damaged_evidence_changes_no_grade(whole, copy_course, share):
    course = copy_course(whole)
    cut(Kept(course.lab).path(course.report("ada").evidence), share)
    done = course("labgrader", "regrade", "toy")
    assert done.returncode == 1
    assert "No evidence is kept of ada: run `labgrader grade toy`" in " ".join(done.stdout.split())
    assert course.scores("ada") == {"scale": 4, "plot": 2}
    done = course("labgrader", "grade", "toy")
    assert done.returncode == 0, done.stdout
    assert "1 graded" in done.stdout
    assert course("labgrader", "regrade", "toy").returncode == 0
    assert course.scores("ada") == {"scale": 4, "plot": 2}


def test_check_makes_anew_what_is_damaged(whole, copy_course, caplog):
    course = copy_course(whole)
    assert course("labgrader", "check", "toy").returncode == 0
    for path in (course.root / ".labgrader").rglob("*"):
        if path.is_file() and path.name != "lock":
            cut(path, 0.5)
    done = course("labgrader", "check", "toy")
    assert done.returncode == 0, (done.stdout, done.stderr)
    assert str(course.root / ".labgrader" / KINDS["faults"]) in caplog.text
    for command in COMMANDS:
        done = course("labgrader", *command, "toy")
        assert done.returncode == 0, (done.stdout, done.stderr)
    assert course.scores("ada") == {"scale": 4, "plot": 2}
