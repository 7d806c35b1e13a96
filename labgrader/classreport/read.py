"""Reads what is known of a class: reports, grades, and the answers to take examples from."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

from labgrader import structure
from labgrader.classreport.people import Person
from labgrader.course import Course
from labgrader.kept import Kept
from labgrader.lab import CourseError, Lab
from labgrader.report import Report

MAX_LINES = 40  # of an example; what is longer is cut
MAX_COLUMNS = 160


@dataclass(frozen=True)
class Submission:
    """One student's submission.

    Attributes:
        report: what the graders said, or None when it was not graded.
        points: by grade_id, as the gradebook has them: a grade given by hand counts in the place of ours. None
            where there is no score.
        by_hand: how many of these were given by hand.
        late: seconds after the due date.
        took: seconds that running the notebook took, both times together; None when nothing was run.
    """

    student: str
    report: Report | None
    points: dict[str, float | None]
    by_hand: int = 0
    late: float = 0.0
    took: float | None = None

    @property
    def total(self) -> float | None:
        """The points of all questions, or None when one has no score."""
        return None if None in self.points.values() else sum(self.points.values())


@dataclass(frozen=True)
class Class:
    """A lab's class: who handed in, and everybody whom the gradebook knows."""

    lab: Lab
    people: list[Person]
    submissions: list[Submission]
    folders: dict[str, Path] = field(default_factory=dict)  # of the graded notebooks, by student

    @property
    def absent(self) -> list[str]:
        """Who is in the gradebook and has handed in nothing."""
        there = {submission.student for submission in self.submissions}
        return [person.id for person in self.people if person.id not in there]

    def answer(self, student: str, grade_id: str) -> str:
        """The code that a student wrote for a question, cut to a length that can be read; "" when there is none."""
        try:
            text = (self.folders[student] / f"{self.lab.name}.ipynb").read_text(encoding="utf-8")
            cells = json.loads(text)["cells"]
        except (OSError, ValueError, KeyError):
            return ""
        return _cut("\n\n".join(_answer(self.lab, cells, grade_id)))


def read_class(course: Course) -> Class:
    """Read a lab's class.

    Raises:
        CourseError: nobody has been graded.
    """
    lab, students = course.lab, course.students()
    if not students:
        raise CourseError(f"No submission of {lab.name} in {course.submitted}. Collect them first.")
    reports = {student: course.report(student) for student in students}
    if not any(reports.values()):
        raise CourseError(f"Nobody has been graded. Run `labgrader grade {lab.name}` first.")
    with course.gradebook() as gradebook:
        people = {s.id: Person(s.id, s.first_name or "", s.last_name or "", s.email or "") for s in gradebook.students}
        submissions = [_submission(gradebook, lab, student, reports[student]) for student in students]
    kept = Kept(lab)
    submissions = [replace(s, took=kept.seconds(s.report.evidence)) if s.report else s for s in submissions]
    everybody = [*people.values(), *(Person(student) for student in students if student not in people)]
    folders = {student: course.folder("autograded", student) for student in students}
    return Class(lab, sorted(everybody, key=lambda p: p.name.casefold()), submissions, folders)


def _submission(gradebook: Gradebook, lab: Lab, student: str, report: Report | None) -> Submission:
    try:
        found = gradebook.find_submission(lab.name, student)
    except MissingEntry:
        return Submission(student, report, dict.fromkeys(lab.points))
    grades = {grade.name: grade for notebook in found.notebooks for grade in notebook.grades}
    ours = {grade_id: grades.get(grade_id) for grade_id in lab.points}
    return Submission(
        student,
        report,
        {grade_id: _points(grade) for grade_id, grade in ours.items()},
        by_hand=sum(grade is not None and grade.manual_score is not None for grade in ours.values()),
        late=found.total_seconds_late,
    )


def _points(grade) -> float | None:
    if grade is None or (grade.auto_score is None and grade.manual_score is None):
        return None
    return (grade.auto_score if grade.manual_score is None else grade.manual_score) + (grade.extra_credit or 0.0)


def _answer(lab: Lab, cells: list[dict], grade_id: str) -> list[str]:
    """The sources of the answer cells, and of a student's own, between the question before and this one."""
    given = {structure.grade_id(c) for c in lab.source.cells if structure.is_given(c)}
    found: list[str] = []
    for cell in cells:
        name = cell.get("metadata", {}).get("nbgrader", {}).get("grade_id", "")
        if name == grade_id:
            return found
        if name in lab.points:
            found = []
        elif cell.get("cell_type") == "code" and name not in given and "".join(cell.get("source", "")).strip():
            found.append("".join(cell["source"]).strip("\n"))
    return []


def _cut(code: str) -> str:
    lines = [line if len(line) <= MAX_COLUMNS else f"{line[:MAX_COLUMNS]}…" for line in code.split("\n")]
    return "\n".join(
        lines if len(lines) <= MAX_LINES else [*lines[:MAX_LINES], f"… {len(lines) - MAX_LINES} more lines"]
    )
