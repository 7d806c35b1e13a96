"""The one writer: puts graded submissions into the gradebook and into nbgrader's folders, a chunk at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import event, select
from sqlalchemy.orm import load_only, selectinload

from labgrader.pipeline.entries import Entry, read_entries
from labgrader.pipeline.graded import Rows

MOST = 50  # students of one transaction


class NotRecorded(Exception):
    """The rows of one student do not fit the gradebook; the message is for the instructor."""


@dataclass(frozen=True)
class Done:
    """A submission that was graded, and is to be written.

    Attributes:
        rows: for the gradebook.
        entry: what the gradebook held when it was graded.
    """

    student: str
    rows: Rows
    entry: Entry


class Writer:
    """Writes rows of a lab's submissions.

    Args:
        gradebook: open as long as the writer is used.
        name: of the lab.
        create_students: whether a student who is not in the gradebook is added to it.
    """

    def __init__(self, gradebook: Gradebook, name: str, *, create_students: bool = True) -> None:
        self.gradebook, self.name, self.create_students = gradebook, name, create_students
        self._cells: dict[str, str] = {}  # names by id
        _with_savepoints(gradebook)

    def entries(self, students: Iterable[str]) -> dict[str, Entry]:
        """What the gradebook holds of some students' submissions now."""
        try:
            return read_entries(self.gradebook, self.name, students)
        finally:
            self.gradebook.db.rollback()

    def write(self, chunk: Sequence[Done]) -> dict[str, str | None]:
        """Write a chunk of at most `MOST` students, in one transaction; each under a savepoint of its own.

        Returns:
            Of whom nothing was written, and why: a sentence, or None where somebody has graded by hand meanwhile.
        """
        problems: dict[str, str | None] = {}
        db = self.gradebook.db
        try:
            now = read_entries(self.gradebook, self.name, [done.student for done in chunk])
            assignment = db.execute(
                select(Assignment).where(Assignment.name == self.name).options(selectinload(Assignment.notebooks))
            ).scalar_one()
            known = self._known(assignment, [done.student for done in chunk])
            self._cells = dict(db.execute(select(BaseCell.id, BaseCell.name)).all())
            there = set(db.execute(select(Student.id).where(Student.id.in_([d.student for d in chunk]))).scalars())
            for done in chunk:
                if now[done.student].by_hand != done.entry.by_hand:
                    problems[done.student] = None
                    continue
                try:
                    with db.begin_nested():
                        self._write(assignment, known.get(done.student), done, is_there=done.student in there)
                except NotRecorded as error:
                    problems[done.student] = str(error)
            db.commit()
        except BaseException:
            db.rollback()
            raise
        finally:
            db.expunge_all()
        return problems

    def _known(self, assignment: Assignment, students: Iterable[str]) -> dict[str, SubmittedAssignment]:
        """The submissions that the gradebook holds, with all that is written of them."""
        grade = load_only(Grade.cell_id, Grade.notebook_id, Grade.auto_score, Grade.manual_score, raiseload=False)
        comment = load_only(Comment.cell_id, Comment.notebook_id, Comment.auto_comment)
        notebooks = selectinload(SubmittedAssignment.notebooks)
        found = self.gradebook.db.execute(
            select(SubmittedAssignment)
            .where(SubmittedAssignment.assignment_id == assignment.id)
            .where(SubmittedAssignment.student_id.in_(list(students)))
            .options(notebooks.selectinload(SubmittedNotebook.grades).options(grade))
            .options(notebooks.selectinload(SubmittedNotebook.comments).options(comment))
        )
        return {submission.student_id: submission for submission in found.scalars()}

    def _write(
        self, assignment: Assignment, submission: SubmittedAssignment | None, done: Done, *, is_there: bool
    ) -> None:
        if not is_there:
            if not self.create_students:
                raise NotRecorded(f"No student with ID '{done.student}' exists in the database")
            self.gradebook.db.add(Student(id=done.student))
            self.gradebook.db.flush()
        if submission is None:
            submission = self._new(assignment, done.student)
        rows = done.rows
        if rows.timestamp is not None:
            submission.timestamp = rows.timestamp
        ours = next(notebook.id for notebook in assignment.notebooks if notebook.name == self.name)
        for notebook in submission.notebooks:
            if notebook.notebook_id == ours:
                self._fill(notebook, rows)
            else:  # no file of it was handed in: as nbgrader has it, that is no points
                for grade in notebook.grades:
                    grade.auto_score, grade.needs_manual_grade = 0, False

    def _fill(self, notebook: SubmittedNotebook, rows: Rows) -> None:
        grades = {self._cells[grade.cell_id]: grade for grade in notebook.grades}
        comments = {self._cells[comment.cell_id]: comment for comment in notebook.comments}
        missing = sorted((rows.scores.keys() - grades.keys()) | (rows.comments.keys() - comments.keys()))
        if missing:
            raise NotRecorded(
                f"The gradebook does not know the cells {', '.join(missing)} of {self.name}: run "
                f"`nbgrader generate_assignment {self.name}`."
            )
        for name, score in rows.scores.items():
            grades[name].auto_score = score
            grades[name].needs_manual_grade = score is None or grades[name].manual_score is not None
        for name, text in rows.comments.items():
            comments[name].auto_comment = text
        notebook.late_submission_penalty = rows.penalty

    def _new(self, assignment: Assignment, student: str) -> SubmittedAssignment:
        """Add a submission with a place for each grade and comment, as nbgrader does."""
        submission = SubmittedAssignment(assignment_id=assignment.id, student_id=student)
        for notebook in assignment.notebooks:
            made = SubmittedNotebook(notebook_id=notebook.id)
            submission.notebooks.append(made)
            made.grades += [Grade(cell_id=cell.id) for cell in (*notebook.grade_cells, *notebook.task_cells)]
            made.comments += [Comment(cell_id=cell.id) for cell in (*notebook.solution_cells, *notebook.task_cells)]
        self.gradebook.db.add(submission)
        self.gradebook.db.flush()
        return submission


def _with_savepoints(gradebook: Gradebook) -> None:
    """Have SQLite begin a transaction where SQLAlchemy does: Python's driver would begin it later, after a savepoint.

    Each one takes the right to write at once, so that what was read in it holds when it writes.
    """
    engine = gradebook.engine
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def leave_it_to_us(connection, record) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def begin(connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    gradebook.db.remove()
    engine.dispose()  # connections from before do not know of it
