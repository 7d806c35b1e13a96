"""The labs with a hundred points: which data they can be given with, and which a second run can have, so that right and
wrong can be told apart."""

from __future__ import annotations

from collections.abc import Mapping

from graders.descent.settings import HUNDRED_POINTS
from graders.descent.tolerance import distance

# Right lists of two sets differ by so many tolerances from the first loss on.
FACTOR = 5.0

APART = 0.5  # slopes that a student may confuse
PLAIN = (0.0, 1.0)  # slopes that hide that the name was forgotten
NOISE = (0.2, 0.5)  # less is not seen; with more, the loss below 1 that lab 2 asks for is out of reach


def refuse(values: Mapping[str, float], released: Mapping[str, float]) -> str:
    """Why a second run on `values` would not tell right from wrong in a lab that has `released`; "" when it does."""
    return meaningless(values) or _like_the_released(values, released)


def meaningless(values: Mapping[str, float]) -> str:
    """Why nothing can be learned from data with these values, whoever gets it; "" when something can."""
    if any(abs(abs(values["SLOPE"]) - plain) < APART for plain in PLAIN):
        return "a slope near 0, 1 or -1 hides that it was forgotten"
    if not NOISE[0] <= values["NOISE"] <= NOISE[1]:
        return "the noise vanishes, or drowns the trend"
    return ""


def _like_the_released(values: Mapping[str, float], released: Mapping[str, float]) -> str:
    if abs(abs(values["SLOPE"]) - abs(released["SLOPE"])) < APART:
        return "SLOPE may have been typed in"
    if values["SEED"] == released["SEED"]:
        return "SEED may have been typed in"
    if distance((HUNDRED_POINTS.problem(values).start_loss,), (HUNDRED_POINTS.problem(released).start_loss,)) < FACTOR:
        return "losses that are typed in would begin rightly here"
    return ""
