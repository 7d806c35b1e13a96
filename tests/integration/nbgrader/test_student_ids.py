"""At each door: is an id that is a pattern or a path refused for that one alone, and is everybody else graded?"""

from __future__ import annotations

import zipfile

import pytest

from labgrader.course import Course
from labgrader.onsubmit.service import Service

BAD = ["*", "s[0-3]", "?1", "a\nb", "\u202eada", ".hidden"]
WRONG = "scaled = numbers\n"


def kept_of(course) -> dict[str, bytes]:
    """What is on disk of those who are graded."""
    folders = [course.root / part / student for part in ("autograded", "feedback") for student in ("s1", "s2")]
    return {str(path): path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def traces(course) -> set[str]:
    """Whose work stands in the course after grading."""
    with course.gradebook() as gradebook:
        found = {s.student_id for s in gradebook.assignment_submissions("toy")} | {s.id for s in gradebook.students}
    for part in ("autograded", "feedback"):
        found |= {path.name for path in (course.root / part).glob("*")}
    return found | {path.stem for path in (course.root / ".labgrader" / "reports" / "toy").iterdir()}


@pytest.fixture
def handed(course):
    """Two honest students, and folders whose names stand for them or lead elsewhere."""
    course.hand_in("s1", course.solved())
    course.hand_in("s2", course.solved(scale_answer=WRONG))
    for number, student in enumerate(BAD):
        course.hand_in(student, course.solved(scale_answer=f"{WRONG}# {number}"))
    return course


def test_folders_are_refused_and_everybody_else_is_graded(handed):
    done = handed("labgrader", "grade", "toy")
    assert done.returncode == 1
    assert done.stdout.count(" is no student id: ") == len(BAD)
    assert "“s[0-3]” is no student id" in done.stdout
    assert traces(handed) == {"s1", "s2"}
    assert [handed.scores(s)["scale"] for s in ("s1", "s2")] == [4, 0]
    before = kept_of(handed)
    again = handed("labgrader", "grade", "toy")
    assert again.returncode == 1
    assert kept_of(handed) == before
    regraded = handed("labgrader", "regrade", "toy")
    assert regraded.returncode == 1
    assert "“*” is no student id" in regraded.stdout
    report = handed("labgrader", "report", "toy")
    assert report.returncode == 1
    assert "The report of 2 submissions" in report.stdout


def test_nbgrader_grades_nobody_through_such_a_folder(handed):
    done = handed("nbgrader", "autograde", "toy")
    assert done.returncode == 1
    assert "“s[0-3]” is no student id" in done.stderr
    assert traces(handed) == {"s1", "s2"}
    assert [handed.scores(s)["scale"] for s in ("s1", "s2")] == [4, 0]
    feedback = handed("nbgrader", "generate_feedback", "toy")
    assert feedback.returncode == 0, feedback.stderr
    assert "6 of 6" in handed.feedback("s1")


@pytest.mark.parametrize("asked", ["s[0-3]", "s*", "?1", "../s1"])
def test_nbgrader_is_asked_for_a_pattern(handed, asked):
    done = handed("nbgrader", "autograde", "toy", f"--student={asked}")
    assert done.returncode == 1
    assert f"“{asked}” is no student id" in done.stderr or "No notebooks were matched" in done.stderr
    assert not (handed.root / "autograded").exists()


def test_nbgrader_is_asked_for_a_name(handed):
    done = handed("nbgrader", "autograde", "toy", "--student=s1")
    assert done.returncode == 0, done.stderr
    assert handed.scores("s1")["scale"] == 4


def test_the_command_line_refuses_a_pattern_and_grades_who_is_named_beside_it(handed):
    done = handed("labgrader", "grade", "toy", "--student", "s[0-3]", "--student", "s1")
    assert done.returncode == 1
    assert "“s[0-3]” is no student id" in done.stdout
    assert traces(handed) == {"s1"}
    alone = handed("labgrader", "grade", "toy", "--student", "*")
    assert alone.returncode == 1
    assert "“*” is no student id" in alone.stderr
    assert handed("labgrader", "grade", "toy", "--student", "s1").returncode == 0


def test_collecting_refuses_such_an_id(students):
    students.submit("s1")
    for bad in (*BAD, ".."):
        (students.inbound / students.submit("s2")).rename(students.inbound / f"{bad}+toy+2026-01-01 00:00:00 UTC+r")
    done = students.course("labgrader", "collect", "toy")
    assert done.returncode == 1
    assert "is no student id" in " ".join(done.stdout.split())
    assert [path.name for path in (students.course.root / "submitted").iterdir()] == ["s1"]


def test_on_submit_refuses_such_an_id_and_answers_everybody_else(students, caplog):
    students.submit("s1")
    for bad in ("s[0-3]", "*"):
        (students.inbound / students.submit("s2", WRONG)).rename(
            students.inbound / f"{bad}+toy+2026-01-01 00:00:00 UTC+r"
        )
    Service(students.course.root).run(once=True)
    assert len(students.answered("s1")) == 1
    assert "“*” is no student id" in caplog.text
    assert traces(students.course) == {"s1"}
    assert students.course.scores("s1")["scale"] == 4


def test_downloads_refuse_such_an_id_and_take_everybody_else(course):
    archive = course.root / "downloaded" / "toy" / "archive"
    archive.mkdir(parents=True)
    with zipfile.ZipFile(archive / "all.zip", "w") as made:
        for student in ("s1", "s[0-3]", "..", "*", "ada+b"):
            made.writestr(f"{student}__toy.ipynb", str(course.solved()))
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write("\nc.FileNameCollectorPlugin.named_regexp = r'.*/(?P<student_id>[^/]+)__(?P<file_id>toy)'\n")
    done = course("nbgrader", "zip_collect", "toy")
    assert done.returncode == 1
    assert done.stderr.count("is no student id") == 3
    assert sorted(path.name for path in (course.root / "submitted").iterdir()) == ["ada+b", "s1"]
    assert not (course.root / "toy").exists()


def test_an_honest_class_is_refused_nothing(course):
    for student in ("ada+b", "Ada Lovelace", "a@b.org", "小龍李", "-x"):
        course.hand_in(student, course.solved())
    done = course("labgrader", "grade", "toy")
    assert done.returncode == 0, done.stdout
    assert Course(course.lab).refused() == []
    assert course.scores("-x")["scale"] == course.scores("ada+b")["scale"] == 4
