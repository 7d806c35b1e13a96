"""Where each submission of a lab stands, as the exchange, the journal and the gradebook say: nothing is changed.

The status of the service, its metrics and the course page are made of it. It can be read again and again: only what
has changed is looked at.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from nbgrader.api import Assignment, SubmittedAssignment
from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.utils import temp_attrs
from sqlalchemy import create_engine, make_url, select
from sqlalchemy.exc import DBAPIError

from labgrader.course import Course
from labgrader.onsubmit.journal import Answered, Journal, Record
from labgrader.onsubmit.notices import feedback_place
from labgrader.seam.collect import UNFINISHED, GuardedCollect, Handed

DUE_DATES_SECONDS = 10.0  # for which due dates and extensions are not read again


class Standing(StrEnum):
    """Where a submission stands."""

    ARRIVING = "arriving"  # it is still being written
    REFUSED = "refused"  # it is not taken: see `Handed.doubt`
    WAITING = "waiting"  # to be graded
    UNRELEASED = "unreleased"  # its answer is there, and could not be released yet
    ANSWERED = "answered"


@dataclass(frozen=True)
class Submission:
    """One submission in the exchange.

    Attributes:
        handed_in: when, in seconds since 1970; 0 where its name does not say.
        counts: whether it is the student's one that counts.
        late: whether it came after the student's due date.
        since: since when it stands so, in seconds since 1970.
        answered: what the journal says of it; None where it says nothing.
        page: the feedback that was released for it; None where there is none.
        version: of that page; another number for another page.
    """

    lab: str
    student: str
    name: str
    standing: Standing
    handed_in: float = 0.0
    counts: bool = False
    late: bool = False
    since: float = 0.0
    answered: Answered | None = None
    page: Path | None = None
    version: int = 0


class _Arrived(GuardedCollect):
    """What has arrived, looked at once; it collects nothing."""

    known: dict[str, Handed]
    read_after = 0.0
    duedate: datetime | None = None
    extensions: ClassVar[dict[str, timedelta]] = {}

    def read_due_dates(self) -> None:
        """Read them without nbgrader's Gradebook, which would make one where there is none yet."""
        url, name = make_url(self.coursedir.db_url), self.coursedir.assignment_id
        if url.drivername.startswith("sqlite") and not Path(url.database or "").is_file():
            return
        due = select(Assignment.duedate).where(Assignment.name == name)
        given = select(SubmittedAssignment.student_id, SubmittedAssignment.extension).join(
            Assignment, Assignment.id == SubmittedAssignment.assignment_id
        )
        engine = create_engine(url)
        try:
            with engine.connect() as db:
                found = db.execute(given.where(Assignment.name == name, SubmittedAssignment.extension.is_not(None)))
                self.duedate, self.extensions = db.execute(due).scalar(), dict(map(tuple, found))
        except DBAPIError as error:  # somebody is making it, or writes to it: what was read before stands
            self.log.debug("The gradebook cannot be read: %s", error)
        finally:
            engine.dispose()

    def look(self, inbound: Path) -> None:
        if time.monotonic() >= self.read_after:
            self.read_due_dates()
            self.read_after = time.monotonic() + DUE_DATES_SECONDS
        self.read_names(inbound)

    def _read_name(self, path: Path) -> Handed | None:
        found = self.known.get(path.name)
        if found is None:
            found = super()._read_name(path)
            if found is not None and found.doubt != UNFINISHED:
                self.known[path.name] = found
        return found


class Overview:
    """The submissions of one lab.

    Args:
        course: the lab; not one that another thread works with.
        late_counts: as `c.OnSubmit.late_counts` says it.
    """

    def __init__(self, course: Course, *, late_counts: bool) -> None:
        api = course.api
        made_with = {"coursedir": course.coursedir, "authenticator": api.authenticator, "parent": api}
        self.course, self.journal = course, Journal(course.lab)
        self.arrived, self.release = _Arrived(**made_with), api.exchange.ReleaseFeedback(**made_with)
        self.arrived.before_duedate, self.arrived.known = not late_counts, {}
        folder = Path(self.arrived.root, course.coursedir.course_id)
        self.inbound, self.release.dest_path = folder / "inbound", str(folder / "feedback")
        self._places: dict[str, Path] = {}
        self._records: dict[str, tuple[int, Record]] = {}

    @property
    def timezone(self) -> str:
        return self.arrived.timezone

    def due(self, student: str) -> datetime | None:
        """When the lab is due for a student, in UTC; None when there is no due date."""
        return self.arrived.due(student)

    def read(self) -> dict[str, list[Submission]]:
        """All submissions of each student, the newest last."""
        if not self.inbound.is_dir():  # nothing was released yet
            return {}
        with temp_attrs(self.course.coursedir, assignment_id=self.course.lab.name):
            self.arrived.look(self.inbound)
        return {student: self._of(student, handed) for student, handed in self.arrived.handed.items()}

    def _of(self, student: str, handed: list[Handed]) -> list[Submission]:
        lab, genuine = self.course.lab.name, sorted((h for h in handed if not h.doubt), key=lambda h: h.timestamp)
        found = [
            Submission(lab, student, h.path.name, Standing.ARRIVING if h.doubt == UNFINISHED else Standing.REFUSED)
            for h in handed
            if h.doubt
        ]
        if genuine:
            counting, record = self.arrived.counting(genuine), self._record(student)
            found += [self._standing(one, record, counts=one is counting) for one in genuine]
        return found

    def _standing(self, handed: Handed, record: Record, *, counts: bool) -> Submission:
        name, at, due = handed.path.name, handed.timestamp.replace(tzinfo=UTC).timestamp(), self.due(handed.student)
        answered, (page, version) = record.answer_to(name), self._page(handed)
        standing, since = Standing.ANSWERED, answered.at if answered else at
        if not answered and counts:
            standing = Standing.WAITING
            if record.unreleased is not None and record.unreleased.submission == name:
                standing, since = Standing.UNRELEASED, record.unreleased.since
        elif not answered and page is None and handed.path.name in self._places:
            standing = Standing.UNRELEASED  # the sentence that says which one counts
        late = due is not None and handed.timestamp > due
        return Submission(
            self.course.lab.name, handed.student, name, standing, at, counts, late, since, answered, page, version
        )

    def _record(self, student: str) -> Record:
        try:
            written = self.journal.path(student).stat().st_mtime_ns
        except OSError:
            return Record()
        if student not in self._records or self._records[student][0] != written:
            self._records[student] = (written, self.journal.of(student))
        return self._records[student][1]

    def _page(self, handed: Handed) -> tuple[Path | None, int]:
        """The feedback that was released for a submission, and its version."""
        name = handed.path.name
        if name not in self._places and isinstance(self.release, ExchangeReleaseFeedback):
            place = feedback_place(self.release, self.course, handed)
            if place is not None:
                self._places[name] = place
        try:
            return self._places[name], self._places[name].stat().st_mtime_ns
        except (KeyError, OSError):
            return None, 0
