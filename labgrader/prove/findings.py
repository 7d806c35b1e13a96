"""What a study of a lab's graders found: counts of right and wrong decisions, and each case to be looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from time import monotonic


class Decision(StrEnum):
    """What the graders did with one submission, as an oracle that is none of them sees it."""

    RIGHT_ACCEPTED = "right accepted"
    RIGHT_REFUSED = "right refused"
    WRONG_CAUGHT = "wrong caught"
    OTHER_POINTS = "wrong caught, other points lost"  # than those that its file says
    WRONG_PASSED = "wrong passed"
    DIAGNOSED = "diagnosed"
    UNDIAGNOSED = "undiagnosed"
    MISDIAGNOSED = "misdiagnosed"
    UNCHECKED = "could not be checked"


# Each of these is listed, and wants a better grader or a written reason.
LISTED = (
    Decision.RIGHT_REFUSED,
    Decision.WRONG_PASSED,
    Decision.OTHER_POINTS,
    Decision.MISDIAGNOSED,
    Decision.UNCHECKED,
)


@dataclass(frozen=True)
class Case:
    """One case to be looked at.

    Attributes:
        decision: what the graders did.
        name: a name that stays the same from one run to the next: reasons are written for names.
        detail: what a teacher must see to judge it, such as the change that was made to an answer.
        reason: why it is as it must be, in words, or "" when nobody has said so.
    """

    decision: Decision
    name: str
    detail: str
    reason: str = ""


@dataclass
class Findings:
    """What one study of one lab found.

    Attributes:
        study: its name, a row of the table.
        counts: how often each decision was made.
        cases: those that want looking at.
        seconds: how long it took.
    """

    study: str
    counts: Counter[Decision] = field(default_factory=Counter)
    cases: list[Case] = field(default_factory=list)
    seconds: float = 0.0
    _began: float = field(default_factory=monotonic, repr=False)

    def add(self, decision: Decision, name: str, detail: str = "", reason: str = "") -> None:
        """Count a decision, and keep it when it wants looking at."""
        self.counts[decision] += 1
        if decision in LISTED:
            self.cases.append(Case(decision, name, detail, reason))

    def done(self) -> Findings:
        """Note how long it took."""
        self.seconds = monotonic() - self._began
        return self

    @property
    def unexplained(self) -> list[Case]:
        """The cases without a written reason."""
        return [case for case in self.cases if not case.reason]
