"""The gradebook as CSV: nbgrader's columns, except that what could not be checked is left blank."""

from __future__ import annotations

import csv
from pathlib import Path

from nbgrader.api import Assignment, Grade, Gradebook, MissingEntry, Student, SubmittedAssignment
from nbgrader.plugins import ExportPlugin

from labgrader.plaintext import spreadsheet

COLUMNS = (
    "assignment,duedate,timestamp,student_id,last_name,first_name,email,"
    "raw_score,late_submission_penalty,score,max_score"
).split(",")


def not_graded(grade: Grade) -> bool:
    """Whether a grade has no score at all, neither automatic nor given by hand."""
    return grade.auto_score is None and grade.manual_score is None


class CsvExport(ExportPlugin):
    """A row for each student and assignment. A score to which a question's score is missing is blank, never 0.

    So are those of an assignment that nobody has handed in yet: it counts against nobody.
    """

    def export(self, gradebook: Gradebook) -> None:
        path = Path(self.to or "grades.csv")
        self.log.info("Exporting grades to %s", path)
        with path.open("w", newline="", encoding="utf-8") as file:
            rows = csv.DictWriter(file, COLUMNS, restval="")
            rows.writeheader()
            for assignment in gradebook.assignments:
                for student in gradebook.students:
                    wanted = not self.assignment or assignment.name in self.assignment
                    if wanted and (not self.student or student.id in self.student):
                        rows.writerow(_row(gradebook, assignment, student))


def _row(gradebook: Gradebook, assignment: Assignment, student: Student) -> dict[str, object]:
    row = {
        "assignment": spreadsheet(assignment.name),
        "duedate": assignment.duedate,
        "student_id": spreadsheet(student.id),
        "last_name": spreadsheet(student.last_name),
        "first_name": spreadsheet(student.first_name),
        "email": spreadsheet(student.email),
        "max_score": assignment.max_score,
    }
    found = _scored(gradebook, assignment, student)
    if found is None:
        nothing = {"raw_score": 0.0, "late_submission_penalty": 0.0, "score": 0.0}
        return row | (nothing if assignment.submissions else {})
    row["timestamp"] = found.timestamp
    if _waits(found):
        return row
    penalty = found.late_submission_penalty or 0.0
    return row | {"raw_score": found.score, "late_submission_penalty": penalty, "score": _score(found)}


def score_of(gradebook: Gradebook, assignment: Assignment, student: Student) -> float | None:
    """A student's score after penalties: 0 for who handed in nothing, None while a question has no score, and for
    everybody while nobody has handed in."""
    found = _scored(gradebook, assignment, student)
    if found is None:
        return 0.0 if assignment.submissions else None
    return None if _waits(found) else _score(found)


def _scored(gradebook: Gradebook, assignment: Assignment, student: Student) -> SubmittedAssignment | None:
    try:
        return gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        return None


def _waits(found: SubmittedAssignment) -> bool:
    return any(not_graded(grade) for notebook in found.notebooks for grade in notebook.grades)


def _score(found: SubmittedAssignment) -> float:
    return max(0.0, found.score - (found.late_submission_penalty or 0.0))
