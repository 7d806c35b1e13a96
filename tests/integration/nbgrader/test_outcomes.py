"""Passed, failed, could not be checked: in the gradebook, the export and the feedback."""

from __future__ import annotations

import csv

import pytest


@pytest.fixture
def faulty(course):
    """A course whose grader of `scale` has a fault of its own, and one right submission, graded."""
    grader = course.root / "graders" / "toy" / "test_scale.py"
    grader.write_text(grader.read_text().replace('cell.parameters["FACTOR"]', 'cell.parameters["NO SUCH NAME"]'))
    course.hand_in("right", course.solved())
    course.done = course("labgrader", "grade", "toy")
    return course


def test_a_fault_of_ours_is_no_score_and_is_told_to_the_instructor(faulty):
    grade = faulty.grade("right", "scale")
    assert grade.auto_score is None
    assert grade.needs_manual_grade
    assert faulty.done.returncode == 1
    assert "right could not be checked: " in faulty.done.stdout
    assert "test_scale.py" in faulty.done.stdout
    assert faulty.scores("right")["plot"] == 2


def test_a_question_without_a_score_is_not_yet_graded_in_the_feedback(faulty):
    page = faulty.feedback("right")
    assert "<b>Not yet graded</b>" in page
    assert "NO SUCH NAME" not in page
    assert "0 of 4" not in page


def test_a_question_without_a_score_is_blank_in_the_export(faulty):
    def row():
        done = faulty("nbgrader", "export", "--to", "grades.csv")
        assert done.returncode == 0, done.stderr
        with (faulty.root / "grades.csv").open(newline="") as file:
            return next(csv.DictReader(file))

    assert (row()["score"], row()["raw_score"], row()["max_score"]) == ("", "", "6.0")
    faulty.set_manual("right", "scale", 3, "by hand")
    assert row()["score"] == "5.0"
    faulty("nbgrader", "generate_feedback", "toy", "--force")
    assert "not yet graded" not in faulty.feedback("right").lower()


def test_an_export_of_a_graded_class_is_nbgraders_own(graded, copy_course):
    course = copy_course(graded)
    course("nbgrader", "export", "--to", "ours.csv")
    course("nbgrader", "export", "--to", "stock.csv", "--exporter", "nbgrader.plugins.CsvExportPlugin")
    ours = (course.root / "ours.csv").read_text().splitlines()
    assert sorted(ours) == sorted((course.root / "stock.csv").read_text().splitlines())
    assert len(ours) > 20


def test_not_running_a_notebook_is_no_reason_for_marks(course):
    course.hand_in("right", course.solved())
    done = course("nbgrader", "autograde", "toy", "--no-execute")
    assert done.returncode == 0, done.stderr
    assert course.scores("right") == {"scale": None, "plot": None}


def test_a_grade_given_by_hand_and_its_comment_survive_every_regrade(graded, copy_course):
    course = copy_course(graded)
    course.set_manual("wrong", "scale", 2.5, "Nearly.")
    assert course("nbgrader", "autograde", "toy", "--student", "wrong", "--force").returncode == 0
    assert course("labgrader", "grade", "toy", "--student", "wrong", "--force").returncode == 0
    grade = course.grade("wrong", "scale")
    assert (grade.auto_score, grade.manual_score, grade.score) == (0, 2.5, 2.5)
    assert "Nearly." in course.feedback("wrong")


@pytest.mark.parametrize("resubmission", ["not json", "", None])
def test_a_resubmission_that_cannot_be_run_does_not_keep_the_old_score(graded, copy_course, resubmission):
    course = copy_course(graded)
    (course.root / "submitted" / "right" / "toy" / "toy.ipynb").unlink()
    course.hand_in("right", resubmission)
    done = course("labgrader", "grade", "toy", "--student", "right", "--force")
    assert done.returncode == 0, done.stdout
    assert course.scores("right") == {"scale": 0, "plot": 0}


def test_a_resubmission_that_ends_python_does_not_keep_the_old_score(graded, copy_course):
    course = copy_course(graded)
    course.hand_in("right", course.solved(scale_answer="import os\nos._exit(0)"))
    assert course("nbgrader", "autograde", "toy", "--student", "right", "--force").returncode == 0
    assert course.scores("right") == {"scale": 0, "plot": 0}


def test_a_late_penalty_is_nbgraders(course):
    course.hand_in("late", course.solved())
    (course.root / "submitted" / "late" / "toy" / "timestamp.txt").write_text("2026-02-02 12:00:00 UTC")
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write("\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    with course.gradebook() as gradebook:
        gradebook.update_or_create_assignment("toy", duedate="2026-02-01 12:00:00 UTC")
    assert course("nbgrader", "autograde", "toy").returncode == 0
    assert course.scores("late") == {"scale": 4, "plot": 2}
    with course.gradebook() as gradebook:
        assert gradebook.find_submission("toy", "late").late_submission_penalty == 6


def test_the_table_of_a_class_shows_the_grades_of_the_gradebook(course, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    for student in ("right", "near", "late"):
        course.hand_in(student, course.solved())
    (course.root / "submitted" / "late" / "toy" / "timestamp.txt").write_text("2026-02-02 12:00:00 UTC")
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write("\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    with course.gradebook() as gradebook:
        gradebook.update_or_create_assignment("toy", duedate="2026-02-01 12:00:00 UTC")
    assert course("labgrader", "grade", "toy").returncode == 0
    course.set_manual("near", "scale", 2.75, "")
    done = course("labgrader", "grade", "toy")
    found = [line for line in done.stdout.splitlines() if line[:1] in ("│", "┃")]
    lines = [[cell.strip() for cell in line.strip("│┃").split(line[0])] for line in found]
    most = course.lab.points
    worth = [*(f"{name} of {points:g}" for name, points in most.items()), f"points of {sum(most.values()):g}"]
    assert [" ".join(words).strip() for words in zip(*lines[:2], strict=True)] == [
        "student",
        *worth,
        "likeliest mistake",
    ]
    rows = {line[0]: line[1:4] for line in lines[2:]}
    assert rows == {
        "right": ["4", "2", "6"],
        "near": ["2.75 (by hand)", "2", "4.75"],
        "late": ["4", "2", "0 (late: −6)"],
    }
    with course.gradebook() as gradebook:
        scores = {s.student_id: s.score - s.late_submission_penalty for s in gradebook.assignment_submissions("toy")}
    assert scores == {"right": 6, "near": 4.75, "late": 0}
