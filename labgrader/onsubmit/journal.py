"""What was answered: for each student and lab one file, so that a service goes on where another one stopped."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel

from labgrader.lab import Lab
from labgrader.plaintext import quoted
from labgrader.whole import read, write


class Answered(BaseModel):
    """One submission that was graded.

    Attributes:
        submission: the name of its folder in the exchange.
        at: when its feedback was released, in seconds since 1970.
        shown: what the student got: "all", "sentences", "score", or "limit", which is no score.
        unchecked: why it could not be checked, or "".
    """

    submission: str
    at: float
    shown: str
    unchecked: str = ""


class Unreleased(BaseModel):
    """One submission that was graded, and whose feedback could not be released yet.

    Attributes:
        since: when that was first tried, in seconds since 1970.
    """

    submission: str
    since: float


class Record(BaseModel):
    """All of one student's submissions of a lab that were graded, in order, and the one that waits for its release."""

    answered: list[Answered] = []
    unreleased: Unreleased | None = None

    @property
    def last(self) -> Answered | None:
        return self.answered[-1] if self.answered else None

    def shown_before(self, submission: str) -> int:
        """On how many other submissions the student got feedback."""
        return sum(a.shown != "limit" and a.submission != submission for a in self.answered)

    def answer_to(self, submission: str) -> Answered | None:
        """What one submission was answered, if it was."""
        return next((a for a in self.answered if a.submission == submission), None)


class Journal:
    """The records of one lab."""

    def __init__(self, lab: Lab) -> None:
        self.folder = lab.state.journal(lab.name)

    def path(self, student: str) -> Path:
        """Where a student's record is."""
        return self.folder / f"{student}.json"

    def of(self, student: str) -> Record:
        """A student's record; an empty one where there is none, or none that can be read, which the log then says."""
        then = (
            f"What {quoted(student)} has been answered is forgotten: their newest submission is answered again, and "
            "their count of feedback begins anew."
        )
        return read(self.path(student), Record.model_validate_json, then) or Record()

    def add(self, student: str, answered: Answered) -> None:
        """Note that a submission was answered; of one that was answered before, the new answer."""
        before = [a for a in self.of(student).answered if a.submission != answered.submission]
        self._write(student, Record(answered=[*before, answered]))

    def could_not_release(self, student: str, submission: str, now: float) -> None:
        """Note that a submission was graded, and that its feedback could not be released."""
        record = self.of(student)
        if record.unreleased is None or record.unreleased.submission != submission:
            record.unreleased = Unreleased(submission=submission, since=now)
            self._write(student, record)

    def _write(self, student: str, record: Record) -> None:
        write(self.path(student), record.model_dump_json(indent=1))
