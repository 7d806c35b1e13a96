"""When two lists of losses agree although the training runs away.

Where w and b grow to millions and shrink again, float32 keeps seven of their digits, and what is left is rounding: two
right answers that add in another order then differ by factors of ten. So a list is compared exactly up to its first
far loss, that one loosely, and of those after it only that they are far, too. Two lists whose first far loss is
beyond float32 have nothing in common that can be seen: they do not agree.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from graders.descent.tolerance import ABSOLUTE, NEAR_OVERFLOW, close, closes

# No training on these data that stays in bounds has a loss like this: the start's is below a few thousand.
FAR = 1e6

# By how much float32 and float64 may differ in the first far loss; it was within 2% in 300 trials with other rounding.
FIRST_FAR = 0.1

# One number, met by so much, is no evidence of one mistake among many: to name one, it is met as nearly as was seen.
FIRST_FAR_NAMED = 0.02

# Shuffled by hand, nobody knows the order: so many of the losses must be far.
MOST_FAR = 0.75

NOTHING = 1e-12  # shares are taken of no less


def is_far(loss: float) -> bool:
    """Whether a loss is that of a training that ran away; nan and infinity are."""
    return not abs(loss) < FAR


def agreeing(found: Sequence[float], rows: np.ndarray, extra: float, *, named: bool = False) -> np.ndarray:
    """Which of many lists (n, k) agree with one, as far as both go.

    Args:
        found: the list.
        rows: the others.
        extra: what the tolerance grows by, for rounding.
        named: whether a mistake is to be named because of it, which takes more.

    Returns:
        For each, whether it does (n,); none does when there is nothing to compare.
    """
    count = min(len(found), rows.shape[1])
    if not count:
        return np.zeros(len(rows), dtype=bool)
    here, there = np.asarray(found[:count], dtype=float), rows[:, :count]
    with np.errstate(all="ignore"):  # what runs away overflows
        far, here_far = ~(np.abs(there) < FAR), ~(np.abs(here) < FAR)
        first = _first(far)
        before = np.arange(count) < first[:, None]
        near = (closes(here, there, extra) | ~before).all(axis=1)
        at = np.minimum(first, count - 1)
        value, right = here[at], there[np.arange(len(rows)), at]
        share = FIRST_FAR_NAMED if named else FIRST_FAR
        met = (np.abs(right) < NEAR_OVERFLOW) & (np.abs(value - right) <= share * np.abs(right))
        stays = (here_far | ~far).all(axis=1)
    return near & ((first == count) | (met & stays))


def agree(found: Sequence[float], expected: Sequence[float], extra: float) -> bool:
    """Whether two lists agree, as far as both go; see `agreeing`."""
    return bool(agreeing(found, np.asarray([expected], dtype=float), extra)[0])


def apart(found: Sequence[float], rows: np.ndarray, extra: float) -> np.ndarray:
    """By what share of it a loss differs most, up to the first far one; of those after it nothing is known (n,)."""
    count = min(len(found), rows.shape[1])
    here, there = np.asarray(found[:count], dtype=float), rows[:, :count]
    with np.errstate(all="ignore"):
        off = (np.abs(here - there) - extra - ABSOLUTE) / np.maximum(np.abs(there), NOTHING)
        compared = np.arange(count) <= _first(~(np.abs(there) < FAR))[:, None]
    return np.where(compared, off, 0.0).max(axis=1, initial=0.0)


def _first(far: np.ndarray) -> np.ndarray:
    """The place of the first far loss of each row; behind the last where there is none."""
    return np.where(far.any(axis=1), far.argmax(axis=1), far.shape[1])


def runs_away(losses: Sequence[float], start_loss: float) -> bool:
    """Whether losses begin at the start values and run away, as they do in any order of the points."""
    far = sum(map(is_far, losses))
    return close(losses[0], start_loss) and is_far(losses[-1]) and far >= MOST_FAR * (len(losses) - 1)


def is_finite(losses: Sequence[float]) -> bool:
    """Whether every loss is a finite number."""
    return all(map(math.isfinite, losses))
