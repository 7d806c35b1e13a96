"""What the graders decided: passed, failed, or could not be checked.

    AssertionError
      └─ Wrong        the answer is wrong, in words for the student

Any other exception in a grader is a fault of ours: the question could not be checked.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

MAX_CURVES = 5
MAX_POINTS = 100  # of one curve


class Curve(BaseModel):
    """A list of numbers in a plot; None for what is not finite."""

    model_config = ConfigDict(frozen=True)

    name: str
    values: tuple[float | None, ...]


class Plot(BaseModel):
    """Lists of numbers that say it better side by side than a message; the student's own is the first.

    The feedback shows them: only the released run may be in it.
    """

    model_config = ConfigDict(frozen=True)

    x: str
    y: str
    curves: tuple[Curve, ...]

    @classmethod
    def of(cls, x: str, y: str, curves: Mapping[str, Sequence[float]]) -> Plot:
        """As many and as much of the lists as a plot shows.

        Args:
            x, y: what the axes show.
            curves: the lists by name.
        """

        def made(name: str, values: Sequence[float]) -> Curve:
            return Curve(name=name, values=tuple(float(v) if math.isfinite(v) else None for v in values[:MAX_POINTS]))

        return cls(x=x, y=y, curves=tuple(made(*item) for item in list(curves.items())[:MAX_CURVES]))


class Wrong(AssertionError):
    """The answer is wrong; raised by graders and by the accessors of evidence.

    Args:
        message: what was expected, what was found, and where to look, for the student.
        mistake: the known mistake it most likely is, in a few words, for the instructor's table.
        plot: what is shown beside the message.
    """

    def __init__(self, message: str, *, mistake: str | None = None, plot: Plot | None = None) -> None:
        super().__init__(message)
        self.mistake = mistake
        self.plot = plot


class Outcome(StrEnum):
    """The three outcomes; the third is never turned into one of the others."""

    PASSED = "passed"
    FAILED = "failed"
    UNCHECKED = "could not be checked"


class Check(BaseModel):
    """One test of a grader: one sentence, and its share of the points."""

    model_config = ConfigDict(frozen=True)

    name: str
    sentence: str
    points: float
    outcome: Outcome
    message: str = ""
    mistake: str | None = None
    plot: Plot | None = None


class CellVerdict(BaseModel):
    """The verdict on one graded cell."""

    model_config = ConfigDict(frozen=True)

    grade_id: str
    max_points: float
    checks: list[Check] = []
    reason: str = ""  # why nothing could be checked, or why nothing was earned without a check

    @property
    def outcome(self) -> Outcome:
        outcomes = {check.outcome for check in self.checks}
        if not self.checks or Outcome.UNCHECKED in outcomes:
            return Outcome.UNCHECKED
        return Outcome.FAILED if Outcome.FAILED in outcomes else Outcome.PASSED

    @property
    def score(self) -> float | None:
        """Points earned, or None when the question could not be checked."""
        if self.outcome is Outcome.UNCHECKED:
            return None
        return sum(check.points for check in self.checks if check.outcome is Outcome.PASSED)

    @property
    def mistake(self) -> str | None:
        """The likeliest mistake: the first that a check of this cell named."""
        return next((check.mistake for check in self.checks if check.mistake), None)
