"""Does the pipeline leave what nbgrader's own converter leaves: in every table, and in every file and its mode?

Known differences, each by intent, are in `DIFFERENCES`.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import nbformat
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from selection import EVERYTHING
from stock_steps import CONFIG
from toys import ToyCourse, no_kernels

from labgrader import intake, tidy

from .conftest import RIGHT, WRONG, _hand_in_all

DIFFERENCES = {
    "penalty-raises": "nbgrader had written the scores when the plugin raised an error, and leaves them without a "
    "notebook; ours writes nothing of a student of whom not everything can be written, and tells it",
}

PENALTY = '''
from nbgrader.plugins import BasePlugin


class Odd(BasePlugin):
    """Takes off what nbgrader has to mend."""

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        if student_id == "penalty-raises":
            raise ValueError("no penalty for this one")
        return {"penalty-none": None, "penalty-negative": -1, "penalty-more": score + 5}.get(student_id, score / 4)
'''


def tables(course: ToyCourse) -> dict[str, list]:
    """Every row of the gradebook; ids are replaced by names."""
    with closing(sqlite3.connect(course.root / "gradebook.db")) as db:
        db.row_factory = sqlite3.Row
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {name: [dict(row) for row in db.execute(f"SELECT * FROM {name}")] for name in names}
    known: dict[str, str] = {}
    for kind in ("assignment", "notebook", "base_cell", "submitted_assignment", "submitted_notebook"):
        for row in found[kind]:
            parts = [str(known.get(v, v)) for k, v in row.items() if k in _NATURAL and v is not None]
            known[row["id"]] = "/".join([kind, *parts])
    return {
        name: sorted(
            repr({k: known.get(v, v) for k, v in row.items() if not (k == "id" and name in ("grade", "comment"))})
            for row in rows
        )
        for name, rows in found.items()
    }


_NATURAL = ("name", "type", "student_id", "assignment_id", "notebook_id")


def files(course: ToyCourse) -> dict[str, tuple[int, bytes]]:
    """Every file and folder of what grading writes, with its mode and its content."""
    found = {}
    for part in ("autograded", "feedback"):
        for path in sorted((course.root / part).rglob("*")):
            content = b"" if path.is_dir() else path.read_bytes().replace(str(course.root).encode(), b"COURSE")
            found[path.relative_to(course.root).as_posix()] = (stat.S_IMODE(path.stat().st_mode), content)
    return found


class Both:
    """One course twice: graded by the pipeline, and by nbgrader's converter."""

    def __init__(self, course: ToyCourse, copy_course: Callable[[ToyCourse], ToyCourse]) -> None:
        self.ours, self.stock = course, copy_course(course)
        with (self.stock.root / "nbgrader_config.py").open("a") as config:
            config.write(CONFIG)

    def each(self, do: Callable[[ToyCourse], object]) -> None:
        """Do something in both."""
        for course in (self.ours, self.stock):
            do(course)

    def hand_in(self, student: str, answer: str) -> None:
        """Hand in an answer; `grade` hands the same in at the other course."""
        self.ours.hand_in(student, self.ours.solved(scale_answer=answer))

    def grade(self, *students: str) -> None:
        """Grade the class, or some of it, with the pipeline; then in the same order with nbgrader."""
        shutil.rmtree(self.stock.root / "submitted", ignore_errors=True)
        shutil.copytree(self.ours.root / "submitted", self.stock.root / "submitted")
        chosen = [part for student in students for part in ("--student", student)]
        self.said = self.ours("labgrader", "grade", "toy", *chosen)
        for part in ("evidence", "secret", "faults"):
            source, target = self.ours.lab.state_path / part, self.stock.lab.state_path / part
            target.parent.mkdir(exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, dirs_exist_ok=True)
            else:
                shutil.copy(source, target)
        for folder in (self.stock.root / "submitted").glob("*/toy"):  # nbgrader sees no folder without the notebook
            tidy.put_in_order(self.stock.lab, folder.parent.name, folder)
            intake.put_notebook_in_place(folder, self.stock.lab)
        with no_kernels():
            for student in students or ("*",):
                self.stock("nbgrader", "autograde", "toy", "--student", student, "--force")
                self.stock("nbgrader", "generate_feedback", "toy", "--student", student, "--force")

    def compare(self, *without: str) -> None:
        """Compare all that is left; the students of `DIFFERENCES` aside."""
        ours, stock = tables(self.ours), tables(self.stock)
        for name in stock:
            kept = [[row for row in rows if not any(s in row for s in without)] for rows in (ours[name], stock[name])]
            assert kept[0] == kept[1], name
        ours, stock = files(self.ours), files(self.stock)
        assert ours.keys() - _of(without, ours) == stock.keys() - _of(without, stock)
        for name in stock.keys() - _of(without, stock):
            assert ours[name] == stock[name], name


def _of(students: tuple[str, ...], found: dict) -> set[str]:
    return {name for name in found if any(student in Path(name).parts for student in students)}


@pytest.fixture(scope="module")
def with_more_questions(released, copy_course):
    """The toy course with a question that is graded by hand, and a task. Do not change it: copy it."""
    course = copy_course(released)
    path = course.root / "source" / "toy" / "toy.ipynb"
    notebook = nbformat.read(path, as_version=4)
    facts = {"schema_version": 3, "grade": True, "solution": True, "locked": False, "points": 3, "grade_id": "essay"}
    essay = nbformat.v4.new_markdown_cell("What is scaling?", id="essay")
    essay.metadata["nbgrader"] = facts
    task = nbformat.v4.new_markdown_cell("Draw it on paper, and hand in the picture.", id="drawing")
    flags = {"grade": False, "solution": False, "task": True, "locked": True}
    task.metadata["nbgrader"] = facts | flags | {"grade_id": "drawing"}
    notebook.cells += [essay, task]
    nbformat.write(notebook, path)
    (course.root / "nbgrader_config.py").open("a").write("\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    done = course("nbgrader", "generate_assignment", "toy", "--force")
    assert done.returncode == 0, done.stderr
    with course.gradebook() as gradebook:
        gradebook.update_or_create_assignment("toy", duedate="2026-02-01 12:00:00 UTC")
    course.lab.choose_unseen(b"")  # makes the secret: copies choose alike
    return course


@pytest.fixture
def both(with_more_questions, copy_course):
    return Both(copy_course(with_more_questions), copy_course)


def stamp(course: ToyCourse, student: str, when: str) -> None:
    (course.root / "submitted" / student / "toy" / "timestamp.txt").write_text(when)


def test_every_way_in_which_a_submission_ends(both):
    def hand_in(course: ToyCourse) -> None:
        _hand_in_all(course)
        course.hand_in("second", course.solved())
        course.hand_in("second", course.solved(), name="mine.ipynb")
        folder = course.hand_in("extra", course.solved())
        (folder / "data" / "deep").mkdir(parents=True)
        (folder / "data" / "deep" / "numbers.csv").write_text("1,2")
        (folder / "notes.txt").write_text("my own")
        (folder / ".hidden").write_text("x")
        answered = course.solved()
        next(c for c in answered.cells if c.id == "essay").source = "Multiplying."
        course.hand_in("writes", answered)

    both.each(hand_in)
    both.grade()
    both.compare()


def test_late_work_and_penalties(both):
    def hand_in(course: ToyCourse) -> None:
        (course.root / "odd_penalties.py").write_text(PENALTY)
        with (course.root / "nbgrader_config.py").open("a") as config:
            config.write(f"\nimport sys\nsys.path.append({str(course.root)!r})\n")
            config.write("c.AssignLatePenalties.plugin_class = 'odd_penalties.Odd'\n")
        for student in (
            "no-time",
            "on-time",
            "late",
            "extended",
            "penalty-raises",
            "penalty-none",
            "penalty-negative",
            "penalty-more",
        ):
            course.hand_in(student, course.solved(scale_answer=f"{RIGHT}# {student}"))
            if student != "no-time":
                stamp(course, student, f"2026-02-0{1 if student == 'on-time' else 3} 09:00:00 UTC")

    both.each(hand_in)
    both.grade()
    both.compare("penalty-raises")
    assert "no penalty for this one" in both.said.stdout
    assert not any("penalty-raises" in row for row in tables(both.ours)["grade"])

    def extend(course: ToyCourse) -> None:
        with course.gradebook() as gradebook:
            gradebook.grant_extension("toy", "extended", days=1)

    both.each(extend)
    both.grade()
    both.compare("penalty-raises")
    assert "2 graded (6 unchanged)" in both.said.stdout  # the other one has no penalty yet


def test_what_was_given_by_hand_before_a_resubmission(both):
    for student in ("ada", "alan", "grace"):
        both.hand_in(student, f"{WRONG}# {student}")
    both.grade()

    def by_hand(course: ToyCourse) -> None:
        course.set_manual("ada", "scale", 1.5, "Nearly.")
        with course.gradebook() as gradebook:
            gradebook.find_grade("scale", "toy", "toy", "alan").extra_credit = 2
            gradebook.find_grade("essay", "toy", "toy", "alan").manual_score = 0
            gradebook.find_grade("drawing", "toy", "toy", "grace").manual_score = 3
            gradebook.find_comment("drawing", "toy", "toy", "grace").manual_comment = "Fine."
            gradebook.db.commit()
        course.hand_in("ada", course.solved(scale_answer=RIGHT))
        course.hand_in("alan", course.solved(scale_answer="import os\nos._exit(1)"))

    both.each(by_hand)
    both.grade()
    both.compare()
    both.ours("labgrader", "regrade", "toy")
    both.compare()


@pytest.mark.parametrize(
    "setting",
    [
        "c.CourseDirectory.groupshared = True",
        "c.Autograde.exclude_overwriting = {'toy': ['notes.txt']}",
        "c.CourseDirectory.ignore = ['*.tmp']",
    ],
)
def test_settings_of_nbgraders_own(both, setting):
    def hand_in(course: ToyCourse) -> None:
        with (course.root / "nbgrader_config.py").open("a") as config:
            config.write(f"\n{setting}\n")
        folder = course.hand_in("ada", course.solved())
        (folder / "notes.txt").write_text("mine")
        (folder / "a.tmp").write_text("x")

    both.each(hand_in)
    both.grade("ada")
    both.compare()


def test_a_large_class_in_any_order(both, pytestconfig):
    """More than one transaction holds, of which four submissions differ in what is run."""
    students = [f"s{number:03}" for number in range(120 if pytestconfig.stash[EVERYTHING] else 54)]
    random.Random(1).shuffle(students)
    for number, student in enumerate(students):
        answer = f"{(RIGHT, WRONG)[number % 2]}# {number % 4}"
        both.hand_in(student, answer)
    both.grade()
    both.compare()


PHASES = (Phase.explicit, Phase.generate)  # a smaller sequence is found by hand: each takes seconds
STEPS = st.sampled_from(("submit", "resubmit", "crash", "late", "by hand", "extend", "regrade", "grade"))


@given(steps=st.lists(st.tuples(STEPS, st.sampled_from(("ada", "alan"))), min_size=2, max_size=6))
@settings(max_examples=5, deadline=None, database=None, phases=PHASES, suppress_health_check=list(HealthCheck))
def test_any_sequence_of_steps(with_more_questions, copy_course, steps):
    both = Both(copy_course(with_more_questions), copy_course)
    both.hand_in("grace", RIGHT)
    both.grade()
    for step, student in steps:
        answer = {"submit": RIGHT, "resubmit": WRONG, "crash": "import os\nos._exit(1)", "late": WRONG}.get(step)
        if answer is not None:
            both.hand_in(student, answer)
        if step == "late":
            stamp(both.ours, student, "2026-02-03 09:00:00 UTC")
        elif step in ("grade", "regrade"):
            both.grade()
            if step == "regrade":
                both.ours("labgrader", "regrade", "toy")
        elif step == "by hand" and (both.ours.root / "autograded" / student).exists():
            both.each(lambda course, s=student: course.set_manual(s, "scale", 2.5, "By hand."))
        elif step == "extend" and (both.ours.root / "autograded" / student).exists():

            def extend(course: ToyCourse, student: str = student) -> None:
                with course.gradebook() as gradebook:
                    gradebook.grant_extension("toy", student, days=3)

            both.each(extend)
    both.grade()
    both.compare()


def test_a_student_whom_nbgrader_is_told_to_leave_out(both):
    def hand_in(course: ToyCourse) -> None:
        for student in ("ada", "alan"):
            course.hand_in(student, course.solved())
        with (course.root / "nbgrader_config.py").open("a") as config:
            config.write("\nc.CourseDirectory.student_id_exclude = 'alan'\n")

    both.each(hand_in)
    both.grade()
    both.compare()
    assert not (both.ours.root / "autograded" / "alan").exists()
    assert (both.ours.root / "autograded" / "ada").exists()
