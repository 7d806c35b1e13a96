"""Is a class graded to its end, whatever some of it hand in?"""

from __future__ import annotations

import odd_notebooks
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from nbgrader.apps import NbGraderAPI

from labgrader.config import course_app

COUNT = 40
INNOCENT = ("ada", "zoe")  # the first and the last


def odd_folders(lab) -> dict[str, dict]:
    """What the others hand in: the same each time."""
    found = []

    @seed(8)
    @settings(max_examples=120, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(odd_notebooks.folders(odd_notebooks.documents(lab)))
    def collect(held):
        found.append(held)

    collect()
    return {f"odd{number:02}": held for number, held in enumerate(found[-COUNT:])}  # the first are the simplest


@pytest.fixture(scope="module")
def graded(released, copy_course):
    """The class, graded with one command. Do not change it."""
    course = copy_course(released)
    course.odd = odd_folders(course.lab)
    for student, held in course.odd.items():
        odd_notebooks.put(course.root / "submitted" / student / "toy", held, course.lab.source_path)
    for student in INNOCENT:
        course.hand_in(student, course.solved())
    course.done = course("labgrader", "grade", "toy")
    return course


def test_does_everybody_get_a_verdict_and_the_innocent_full_marks(graded):
    assert graded.done.returncode == 0, graded.done.stdout + graded.done.stderr
    assert len(graded.odd) == COUNT
    for student in (*graded.odd, *INNOCENT):
        report = graded.report(student)
        assert report.unchecked == "", student
        assert graded.scores(student) == {name: verdict.score for name, verdict in report.verdicts.items()}
        assert f"{report.score:g} of 6 points" in graded.feedback(student)
    for student in INNOCENT:
        assert graded.scores(student) == {"scale": 4, "plot": 2}


def test_is_there_a_reason_for_who_earned_nothing(graded):
    for student in graded.odd:
        verdicts = graded.report(student).verdicts.values()
        assert all(check.message for v in verdicts for check in v.checks if check.outcome == "failed"), student


def test_do_the_class_report_and_the_formgrader_take_the_class(graded):
    done = graded("labgrader", "report", "toy")
    assert done.returncode == 0, done.stdout + done.stderr
    app = course_app(graded.root)
    api = NbGraderAPI(coursedir=app.coursedir, config=app.config)
    submissions = api.get_submissions("toy")
    assert {s["student"] for s in submissions} == {*graded.odd, *INNOCENT}
    assert all(s["autograded"] and not s["needs_manual_grade"] for s in submissions)
    assert len(api.get_notebook_submissions("toy", "toy")) == COUNT + len(INNOCENT)
    assert api.get_assignment("toy")["num_submissions"] == COUNT + len(INNOCENT)
