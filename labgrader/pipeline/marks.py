"""What is remembered of submissions between two gradings: which are finished, and whose took long."""

from __future__ import annotations

import json
from collections.abc import Mapping

from labgrader.kept import digest
from labgrader.lab import Lab
from labgrader.pipeline.context import Context
from labgrader.pipeline.entries import Entry
from labgrader.plaintext import quoted
from labgrader.whole import read, write

SLOW = 2  # submissions of a student that met the limit of time: the next ones wait until the others are done


class Marks:
    """The marks of a lab's students."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab

    def of(self, student: str) -> dict[str, str]:
        """What a submission was when it was finished, and what it was graded with; {} when it is not finished."""
        then = f"The submission of {quoted(student)} is graded again."
        return (
            read(self.lab.state.finished(self.lab.name, student), lambda content: dict(json.loads(content)), then) or {}
        )

    def finish(self, student: str, mark: Mapping[str, str]) -> None:
        """Note that a submission is finished."""
        write(self.lab.state.finished(self.lab.name, student), json.dumps(dict(mark)))

    def forget(self, student: str) -> None:
        """Note that a submission is not finished."""
        if self.of(student):
            self.finish(student, {})

    def is_slow(self, student: str) -> bool:
        """Whether submissions of a student have kept a worker for long, again and again."""
        return self._slow(student) >= SLOW

    def slow(self, student: str) -> None:
        """Note that a submission has met the limit of time."""
        write(self.lab.state.slow(self.lab.name, student), json.dumps(self._slow(student) + 1))

    def _slow(self, student: str) -> int:
        try:
            return int(json.loads(self.lab.state.slow(self.lab.name, student).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return 0


def mark_of(context: Context, fingerprint: str, entry: Entry) -> dict[str, str]:
    """The mark of a submission that is graded as it stands now.

    Args:
        context: what it is graded with.
        fingerprint: of its folder.
        entry: what the gradebook holds of it.
    """
    return context.made_of | {"submission": fingerprint, "entry": digest(entry.by_hand)}
