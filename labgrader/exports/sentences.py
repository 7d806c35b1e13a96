"""Every sentence that a student was told, as CSV or JSON: for a spreadsheet, a script, or a statistics program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields

from nbgrader.api import Assignment, Grade, Gradebook, MissingEntry, Student

from labgrader.exports.base import Export, write_csv
from labgrader.lab import CourseError, Lab
from labgrader.plaintext import MAX_MESSAGE, plain, quoted, spreadsheet
from labgrader.report import Report
from labgrader.seam.course import course_root, read_report
from labgrader.seam.export import not_graded
from labgrader.verdict import CellVerdict, Outcome


@dataclass
class Row:
    """One sentence about one student's answer; None is what is not known, never 0.

    Attributes:
        question: the grade_id of the graded cell; None, like all that follows, for who handed in nothing.
        question_points: what the gradebook has for the question: a grade given by hand counts in the place of ours.
        sentence: None for a question that is graded by hand, and for one of which no sentence could be checked.
        points: those that the sentence earned, None when it could not be checked.
        message: what the student was told, or why it could not be checked.
    """

    assignment: str
    student_id: str
    last_name: str | None
    first_name: str | None
    question: str | None = None
    question_points: float | None = None
    question_max_points: float | None = None
    sentence: str | None = None
    outcome: str | None = None
    points: float | None = None
    max_points: float | None = None
    mistake: str | None = None
    message: str | None = None


class _Sentences(Export):
    """Collects the rows."""

    def rows(self, gradebook: Gradebook) -> Iterator[Row]:
        for assignment in self.assignments(gradebook):
            for student in self.students(gradebook):
                yield from self._of(gradebook, assignment, student)

    def _of(self, gradebook: Gradebook, assignment: Assignment, student: Student) -> Iterator[Row]:
        who = (assignment.name, student.id, student.last_name, student.first_name)
        try:
            submission = gradebook.find_submission(assignment.name, student.id)
        except MissingEntry:
            yield Row(*who)
            return
        report = self._report(assignment.name, student.id)
        for notebook in submission.notebooks:
            for grade in notebook.grades:
                of_question = (grade.name, _points(grade), grade.max_score)
                verdict = report.verdicts.get(grade.name) if report else None
                for sentence in _sentences(verdict):
                    yield Row(*who, *of_question, **sentence)

    def _report(self, assignment: str, student: str) -> Report | None:
        """What the graders said; None for an assignment that is graded by hand alone, or a submission that was not."""
        try:
            report = read_report(Lab(course_root(self), assignment), student)
        except CourseError:
            report = None
        if report is None:
            self.log.warning("%s has no report of %s: its sentences are left out", quoted(student), assignment)
        return report


def _points(grade: Grade) -> float | None:
    return None if not_graded(grade) else grade.score


def _sentences(verdict: CellVerdict | None) -> Iterator[dict[str, object]]:
    if verdict is None:
        yield {}
    elif not verdict.checks:
        yield {"outcome": verdict.outcome.value, "message": verdict.reason}
    else:
        for check in verdict.checks:
            unchecked = check.outcome is Outcome.UNCHECKED
            yield {
                "sentence": check.sentence,
                "outcome": check.outcome.value,
                "points": None if unchecked else check.points * (check.outcome is Outcome.PASSED),
                "max_points": check.points,
                "mistake": check.mistake,
                "message": (verdict.reason if unchecked else check.message) or None,
            }


class SentencesCsv(_Sentences):
    """A row for each sentence, as CSV; what is not known is blank."""

    default = "sentences.csv"

    def export(self, gradebook: Gradebook) -> None:
        """Called by `nbgrader export`."""
        names = [field.name for field in fields(Row)]
        rows = ([_cell(getattr(row, name)) for name in names] for row in self.rows(gradebook))
        write_csv(self.path(), (names, *rows))


class SentencesJson(_Sentences):
    """A row for each sentence, as a JSON list of objects; what is not known is null."""

    default = "sentences.json"

    def export(self, gradebook: Gradebook) -> None:
        """Called by `nbgrader export`."""
        rows = [{name: _plain(value) for name, value in asdict(row).items()} for row in self.rows(gradebook)]
        self.path().write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _plain(value: str | float | None) -> str | float | None:
    return plain(value, MAX_MESSAGE, keep="\n") if isinstance(value, str) else value


def _cell(value: str | float | None) -> str:
    return f"{value:g}" if isinstance(value, float | int) else spreadsheet(value)
