"""Where the engine keeps what it knows of a course: everything below `.labgrader/`, which nobody else may read.

Its files are written by `labgrader.whole`: whole, or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

NAME = ".labgrader"
SHOWN = f"{NAME}/shown"  # pages with less than all, in the place of nbgrader's "feedback"; below the course


@dataclass(frozen=True)
class State:
    """The engine's own folder in a course.

    Args:
        root: the course folder.
    """

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / NAME

    @property
    def lock(self) -> Path:
        """Whoever writes to the course holds it."""
        return self.folder / "lock"

    @property
    def holder(self) -> Path:
        """Who holds the lock, in words."""
        return self.folder / "holder"

    @property
    def secret(self) -> Path:
        """The course secret, which chooses unseen sets."""
        return self.folder / "secret"

    @property
    def staged(self) -> Path:
        """Folders that are to take the place of others."""
        return self.folder / "staged"

    def evidence(self, lab: str) -> Path:
        """What running submissions led to, one file a result."""
        return self.folder / "evidence" / lab

    def proof(self, lab: str) -> Path:
        """What running known answers led to."""
        return self.folder / "proof" / lab

    def proof_page(self, lab: str) -> Path:
        """The table of `labgrader prove`."""
        return self.folder / "proof" / f"{lab}.md"

    def faults(self, lab: str) -> Path:
        """Where the reference solution loses points."""
        return self.folder / "faults" / f"{lab}.json"

    def report(self, lab: str, student: str) -> Path:
        """The verdicts on a submission."""
        return self.folder / "reports" / lab / f"{student}.json"

    def finished(self, lab: str, student: str) -> Path:
        """What a submission was when it was finished."""
        return self.folder / "finished" / lab / f"{student}.json"

    def slow(self, lab: str, student: str) -> Path:
        """How many submissions of a student met the limit of time."""
        return self.folder / "slow" / lab / f"{student}.json"

    def aside(self, lab: str, student: str) -> Path:
        """What was left out of a submission; a file beside it, `….json`, says what and why."""
        return self.folder / "aside" / lab / student

    @property
    def serving(self) -> Path:
        """Which process grades on submit."""
        return self.folder / "serving.json"

    def journal(self, lab: str) -> Path:
        """What the service that grades on submit has answered."""
        return self.folder / "onsubmit" / lab
