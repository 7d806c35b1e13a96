"""When two lists of losses agree although the training runs away.

Where w and b grow to millions and shrink again, float32 keeps seven of their digits, and what is left is rounding: two
right answers that add in another order then differ by factors of ten. So a list is compared exactly up to its first
far loss, that one loosely, and of those after it only that they are far, too. Two lists whose first far loss is
beyond float32 have nothing in common that can be seen: they do not agree.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from graders.tolerance import NEAR_OVERFLOW, close, slack

# No training on this data that stays in bounds has a loss like this: the start's is below a few thousand.
FAR = 1e6

# By how much float32 and float64 may differ in the first far loss; it was within 2% in 300 trials with other rounding.
FIRST_FAR = 0.1

# One number, met by so much, is no evidence of one mistake among many: to name one, it is met as nearly as was seen.
FIRST_FAR_NAMED = 0.02

# Shuffled by hand, nobody knows the order: so many of the losses must be far.
MOST_FAR = 0.75


def is_far(loss: float) -> bool:
    """Whether a loss is that of a training that ran away; nan and infinity are."""
    return not abs(loss) < FAR


def agree(
    found: Sequence[float], expected: Sequence[float], extra: float | None = None, *, named: bool = False
) -> bool:
    """Whether the first values of two lists agree, as many as the shorter one has (none agrees with nothing).

    Args:
        found, expected: the lists.
        extra: what the tolerance grows by, for rounding; by default it is found.
        named: whether a mistake is to be named because of it, which takes more.
    """
    extra = slack(found) if extra is None else extra
    for value, right in zip(found, expected, strict=False):
        if is_far(right):
            return _first_far(value, right, FIRST_FAR_NAMED if named else FIRST_FAR) and _stay_far(found, expected)
        if not close(value, right, extra):
            return False
    return bool(found) and bool(expected)


def _first_far(value: float, right: float, share: float) -> bool:
    return abs(right) < NEAR_OVERFLOW and abs(value - right) <= share * abs(right)


def _stay_far(found: Sequence[float], expected: Sequence[float]) -> bool:
    return all(is_far(value) or not is_far(right) for value, right in zip(found, expected, strict=False))


def runs_away(losses: Sequence[float], start_loss: float) -> bool:
    """Whether losses begin at the start values and run away, as they do in any order of the points."""
    far = sum(map(is_far, losses))
    return close(losses[0], start_loss) and is_far(losses[-1]) and far >= MOST_FAR * (len(losses) - 1)


def is_finite(losses: Sequence[float]) -> bool:
    """Whether every loss is a finite number."""
    return all(map(math.isfinite, losses))
