"""Labs 2 and 3: of several mistakes that agree with a list of losses, the one that fits it best.

Where training settles within an epoch, or runs away, little of a list tells mistakes apart: then several agree with
it, and the first of them may be one that was not made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graders.cause import Cause
from graders.runaway import agree, is_far

# A student's float32 and the oracle's float64 differ by less than this share of a loss: no other mistake fits better.
EXACT = 5e-5

NOTHING = 1e-12  # losses are compared with no less


def nearest(causes: Iterable[Cause], losses: Sequence[float], extra: float) -> Cause | None:
    """What made the losses: the first right way that agrees, the first mistake that is exact, or the nearest one.

    Args:
        causes: in the order in which they are asked, the likeliest first.
        losses: the student's list.
        extra: what rounding by the student allows for.
    """
    found: Cause | None = None
    least = float("inf")
    for cause in causes:
        named = bool(cause.mistake)
        if len(cause.losses) < len(losses) - 1 or not agree(losses, cause.losses, extra, named=named):
            continue
        apart = _apart(losses, cause.losses, extra) if named else 0.0
        if apart <= EXACT:
            return cause
        if apart < least:
            found, least = cause, apart
    return found


def _apart(losses: Sequence[float], expected: Sequence[float], extra: float) -> float:
    """By what share of it a loss differs most, up to the first far one; of those after it nothing is known."""
    most = 0.0
    for value, right in zip(losses, expected, strict=False):
        most = max(most, (abs(value - right) - extra) / max(abs(right), NOTHING))
        if is_far(right):
            break
    return most
