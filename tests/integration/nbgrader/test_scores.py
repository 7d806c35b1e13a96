"""What a class earns when nbgrader grades it, whatever its notebooks print, raise or lack."""

from __future__ import annotations

import pytest

FULL = {"scale": 4, "plot": 2}


@pytest.mark.parametrize(
    ("student", "scale", "plot"),
    [
        ("right", 4, 2),
        ("wrong", 0, 2),
        ("half", 3, 2),
        ("untouched", 0, 0),
        ("warns", 4, 2),  # stock nbgrader: half of the points for a warning
        ("displays-wrong", 0, 2),  # stock nbgrader: full marks for any text
        ("displays-right", 4, 2),  # stock nbgrader: no marks for -1
        ("exits", 4, 2),
        ("raises-exit", 4, 2),
        ("dies", 4, 0),  # what was shown before the end counts
        ("markup", 0, 0),
        ("skips", 0, 2),  # stock nbgrader: full marks for a cell that never ran
        ("forges", 0, 2),
    ],
)
def test_answers_earn_what_they_are_worth(graded, student, scale, plot):
    assert graded.scores(student) == {"scale": scale, "plot": plot}


@pytest.mark.parametrize("student", ["copied", "old-schema", "new-schema", "stripped", "other-name"])
def test_right_work_in_a_damaged_notebook_earns_every_point(graded, student):
    assert graded.scores(student) == FULL


@pytest.mark.parametrize("student", ["not-json", "no-cells", "empty", "missing"])
def test_what_is_no_notebook_has_failed_with_a_sentence_that_says_what_to_do(graded, student):
    assert graded.scores(student) == {"scale": 0, "plot": 0}
    assert not graded.grade(student, "scale").needs_manual_grade
    assert "submit" in graded.feedback(student)


def test_nbgraders_own_command_leaves_nothing_for_labgrader(graded):
    """Not even those whose file has another name, or is no notebook, whom nbgrader would pass over."""
    assert graded.first.returncode == 0, graded.first.stderr
    assert graded.second.returncode == 0, graded.second.stdout


def test_nbgrader_does_not_cry_wolf(graded):
    warnings = [line for line in graded.first.stderr.splitlines() if "Warning" in line or "has changed" in line]
    assert warnings == []


def test_a_submitted_evidence_file_is_only_a_file(graded):
    scaled = graded.record("forges").released["scale"].evidence.names["scaled"]
    assert scaled.length == 3


def test_evidence_and_secret_are_readable_by_the_instructor_alone(graded):
    state = graded.root / ".labgrader"
    assert state.stat().st_mode & 0o077 == 0
    files = [path for path in state.rglob("*") if path.is_file()]
    assert len(files) > 10
    for path in files:
        assert path.stat().st_mode & 0o077 == 0 or path.name == "lock", path


def test_the_table_names_students_points_and_likeliest_mistakes(graded):
    row = next(line for line in graded.second.stdout.splitlines() if line.startswith("│ wrong "))
    assert [part.strip() for part in row.strip("│").split("│")] == ["wrong", "0", "2", "2", "not scaled"]


def test_grading_again_changes_nothing_and_one_student_can_be_graded_alone(graded, copy_course):
    course = copy_course(graded)
    before = {s.name: course.scores(s.name) for s in (course.root / "submitted").iterdir()}
    done = course("nbgrader", "autograde", "toy", "--student", "half", "--force")
    assert done.returncode == 0, done.stderr
    assert {s: course.scores(s) for s in before} == before
    assert course.record("half").unseen_set == graded.record("half").unseen_set
