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
    """

    submission: str
    at: float
    shown: str


class Record(BaseModel):
    """All of one student's submissions of a lab that were graded, in order."""

    answered: list[Answered] = []

    @property
    def last(self) -> Answered | None:
        return self.answered[-1] if self.answered else None

    def shown_before(self, submission: str) -> int:
        """On how many other submissions the student got feedback."""
        return sum(a.shown != "limit" and a.submission != submission for a in self.answered)


class Journal:
    """The records of one lab."""

    def __init__(self, lab: Lab) -> None:
        self.folder = lab.state.journal(lab.name)

    def _path(self, student: str) -> Path:
        return self.folder / f"{student}.json"

    def of(self, student: str) -> Record:
        """A student's record; an empty one where there is none, or none that can be read, which the log then says."""
        then = (
            f"What {quoted(student)} has been answered is forgotten: their newest submission is answered again, and "
            "their count of feedback begins anew."
        )
        return read(self._path(student), Record.model_validate_json, then) or Record()

    def add(self, student: str, answered: Answered) -> None:
        """Note that a submission was answered; of one that was answered before, the new answer."""
        before = [a for a in self.of(student).answered if a.submission != answered.submission]
        write(self._path(student), Record(answered=[*before, answered]).model_dump_json(indent=1))
