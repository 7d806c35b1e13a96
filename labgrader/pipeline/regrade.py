"""Grades a class again with changed graders, from the evidence that is kept: no student code is run."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass, field

from labgrader.pipeline.classroom import Classroom
from labgrader.report import Report


@dataclass
class Regraded:
    """What came of grading a class again.

    Attributes:
        before, after: reports by student.
        changed: the students whose verdict is another one.
        without: the students of whom no evidence is kept.
        errors: why somebody was not regraded, by student.
    """

    before: dict[str, Report] = field(default_factory=dict)
    after: dict[str, Report] = field(default_factory=dict)
    without: list[str] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def changed(self) -> list[str]:
        return [s for s in sorted(self.after) if self.after[s].verdicts != self.before[s].verdicts]


def regrade(classroom: Classroom, workers: Executor) -> Regraded:
    """Grade every submission of a lab again, and record what has changed.

    Grades and comments given by hand are not touched.
    """
    found, graded = Regraded(), classroom.course.graded()
    students = classroom.course.students()
    known = [student for student in students if student in graded and classroom.course.report(student) is not None]
    for result in classroom.grade(known, workers, kept_only=True):
        if result.error:
            found.errors[result.student] = result.error
        elif not result.missing:
            found.before[result.student], found.after[result.student] = result.before, result.report
    found.without = [s for s in students if s not in found.after and s not in found.errors]
    for student in found.without:
        classroom.marks.forget(student)  # `labgrader grade` grades them, as they are told
    return found
