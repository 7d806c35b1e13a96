"""Generating the lab: in a fresh clone, again, and what happens on stock nbgrader."""

from __future__ import annotations

from nbgrader.api import MissingEntry


def test_a_fresh_clone_fills_the_gradebook_without_force_or_an_activated_environment(released, copy_course):
    course = copy_course(released)
    (course.root / "gradebook.db").unlink()
    before = {p: p.read_bytes() for p in (course.root / "release").rglob("*") if p.is_file()}
    done = course.process("nbgrader", "generate_assignment", "toy", PATH="/usr/bin:/bin")
    assert done.returncode == 0, done.stderr
    with course.gradebook() as gradebook:
        try:
            cells = {cell.name for cell in gradebook.find_notebook("toy", "toy").grade_cells}
        except MissingEntry:
            cells = set()
    assert cells == {"scale", "plot"}
    assert {p: p.read_bytes() for p in (course.root / "release").rglob("*") if p.is_file()} == before


def test_labgrader_grade_fills_an_empty_gradebook_itself(released, copy_course):
    course = copy_course(released)
    (course.root / "gradebook.db").unlink()
    course.hand_in("right", course.solved())
    done = course("labgrader", "grade", "toy")
    assert done.returncode == 0, done.stdout + done.stderr
    assert course.scores("right") == {"scale": 4, "plot": 2}


def test_stock_nbgrader_gives_nothing_for_a_right_answer_instead_of_everything(released, copy_course):
    course = copy_course(released)
    (course.root / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "toys"\n')
    course.hand_in("right", course.solved())
    done = course.process("nbgrader", "autograde", "toy")
    assert done.returncode == 0, done.stderr
    assert course.scores("right") == {"scale": 0, "plot": 0}
