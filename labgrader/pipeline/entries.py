"""What the gradebook holds of submissions, read through nbgrader's own model classes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select


@dataclass(frozen=True)
class Mark:
    """The grade of one cell.

    Attributes:
        auto: what autograding gave.
        manual, extra: what was given by hand.
    """

    auto: float | None = None
    manual: float | None = None
    extra: float | None = None

    @property
    def score(self) -> float:
        """What nbgrader counts."""
        given = self.auto if self.manual is None else self.manual
        return 0.0 if given is None else given + (self.extra or 0.0)

    @property
    def graded(self) -> bool:
        """Whether there is any score, automatic or given by hand."""
        return self.auto is not None or self.manual is not None


@dataclass(frozen=True)
class Entry:
    """A submission in the gradebook.

    Attributes:
        timestamp: when it was handed in, in UTC.
        due: when it was due, an extension included; None when there is no due date.
        marks: by grade_id.
        comments: the automatic comment and the one by hand, by the cell's name.
        penalty: for being late.
    """

    timestamp: datetime | None = None
    due: datetime | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)
    comments: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)
    penalty: float | None = None

    @property
    def score(self) -> float:
        """Before the penalty."""
        return sum(mark.score for mark in self.marks.values())

    def seconds_late(self) -> float:
        """As nbgrader counts them."""
        if self.timestamp is None or self.due is None:
            return 0.0
        return max(0.0, (self.timestamp - self.due).total_seconds())

    @property
    def by_hand(self) -> list[object]:
        """What of it comes from people, as plain data: what a finished submission depends on."""
        marks = {name: [m.manual, m.extra] for name, m in self.marks.items() if (m.manual, m.extra) != (None, None)}
        comments = {name: manual for name, (_, manual) in self.comments.items() if manual}
        return [str(self.due), marks, comments]


def read_most(gradebook: Gradebook, name: str) -> dict[str, float]:
    """The points of each graded cell of a lab, by grade_id, as the gradebook has them."""
    notebook = gradebook.find_notebook(name, name)
    return {cell.name: cell.max_score for cell in (*notebook.grade_cells, *notebook.task_cells)}


def read_entries(gradebook: Gradebook, name: str, students: Iterable[str]) -> dict[str, Entry]:
    """What the gradebook holds of some students' submissions of a lab; an empty entry for those of whom it has none."""
    db, students = gradebook.db, list(students)
    due = db.execute(select(Assignment.duedate).where(Assignment.name == name)).scalar()
    found = db.execute(
        select(
            SubmittedAssignment.student_id,
            SubmittedAssignment.timestamp,
            SubmittedAssignment.extension,
            SubmittedNotebook.id,
            SubmittedNotebook.late_submission_penalty,
        )
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(Assignment.name == name, Notebook.name == name, SubmittedAssignment.student_id.in_(students))
    ).all()
    ids = [row[3] for row in found]
    marks: dict[str, dict[str, Mark]] = defaultdict(dict)
    graded = select(Grade.notebook_id, BaseCell.name, Grade.auto_score, Grade.manual_score, Grade.extra_credit)
    for notebook, cell, *numbers in db.execute(_of_cells(graded, Grade, ids)):
        marks[notebook][cell] = Mark(*numbers)
    comments: dict[str, dict[str, tuple[str | None, str | None]]] = defaultdict(dict)
    said = select(Comment.notebook_id, BaseCell.name, Comment.auto_comment, Comment.manual_comment)
    for notebook, cell, *texts in db.execute(_of_cells(said, Comment, ids)):
        comments[notebook][cell] = tuple(texts)
    entries = {student: Entry(due=due) for student in students}
    for student, timestamp, extension, notebook, penalty in found:
        until = due + (extension or timedelta()) if due is not None else None
        entries[student] = Entry(timestamp, until, dict(marks[notebook]), dict(comments[notebook]), penalty)
    return entries


def _of_cells(query, table, ids):
    return query.join(BaseCell, BaseCell.id == table.cell_id).where(table.notebook_id.in_(ids))
