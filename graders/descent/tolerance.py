"""When two lists of losses count as the same. The only tolerances on losses stand here."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

# Student code runs in float32 and the oracle in float64: over the lab's ten epochs they differ by less than 1e-5 of
# the value. A hundred times that leaves room for another order of the same sums, and is far below the smallest
# difference between a right list and a wrong one (tests/test_unseen_sets.py).
RELATIVE = 1e-3

# Float32 noise of a loss that should be 0, as against a line without noise.
ABSOLUTE = 1e-6

# Losses rounded to this many decimals or more are right too: nobody asked for a number of digits. With fewer, the loss
# against the data and that against the line without noise become the same.
FEWEST_DECIMALS = 2
MOST_DECIMALS = 6

# A list of zeros is rounded too, and tells nothing: so many values must be so many times what rounding allows for.
FEWEST_TELLING = 2
TELLING = 20.0

# Above this float32 overflows to infinity, where float64 still has a number; a sum of 60 squares does so earlier.
OVERFLOW = 3e38
NEAR_OVERFLOW = OVERFLOW / 60


def slack(losses: Sequence[float]) -> float:
    """What rounding by the student allows for: half of the last decimal that the list was rounded to, or 0."""
    for decimals in range(FEWEST_DECIMALS, MOST_DECIMALS):
        half = 0.5 * 10.0**-decimals
        rounded = all(math.isfinite(v) and abs(v - round(v, decimals)) <= 1e-9 + 1e-7 * abs(v) for v in losses)
        if rounded and sum(abs(v) > TELLING * half for v in losses) >= FEWEST_TELLING:
            return half
    return 0.0


def close(found: float, expected: float, extra: float = 0.0) -> bool:
    """Whether one loss is the expected one; numbers beyond float32's range, and what is made of them, are one."""
    if not abs(found) < OVERFLOW:
        return not abs(expected) < NEAR_OVERFLOW
    return abs(expected) < math.inf and abs(found - expected) <= extra + ABSOLUTE + RELATIVE * abs(expected)


def closes(found: np.ndarray, expected: np.ndarray, extra: float = 0.0) -> np.ndarray:
    """The same for arrays."""
    inside = (np.abs(expected) < math.inf) & (
        np.abs(found - expected) <= extra + ABSOLUTE + RELATIVE * np.abs(expected)
    )
    return np.where(np.abs(found) < OVERFLOW, inside, ~(np.abs(expected) < NEAR_OVERFLOW))


def same(found: Sequence[float], expected: Sequence[float], extra: float | None = None) -> bool:
    """Whether the first values of two lists agree, as many as the shorter one has (none agrees with nothing)."""
    extra = slack(found) if extra is None else extra
    return bool(found) and bool(expected) and all(close(f, e, extra) for f, e in zip(found, expected, strict=False))


def distance(one: Sequence[float], other: Sequence[float], extra: float = 0.0) -> float:
    """How far apart two lists are, in units of the tolerance, where they differ most (0 when one is empty)."""
    apart = [
        abs(a - b) / (extra + ABSOLUTE + RELATIVE * min(abs(a), abs(b)))
        if abs(a) < OVERFLOW and abs(b) < OVERFLOW
        else (math.inf if (abs(a) < OVERFLOW) != (abs(b) < OVERFLOW) else 0.0)
        for a, b in zip(one, other, strict=False)
    ]
    return max(apart, default=0.0)
