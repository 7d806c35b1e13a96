"""Which data this lab can be given with, and which a second run can have: where right and wrong can be told apart."""

from __future__ import annotations

from collections.abc import Mapping

APART = 1.0  # numbers that a student may confuse
LEAST = {"SLOPE": 5.0, "BIAS": 5.0}  # nearer to the start, a training that is too short gets near enough


def refuse(values: Mapping[str, float], released: Mapping[str, float]) -> str:
    """Why a second run on `values` would not tell right from wrong in a lab that has `released`; "" when it does."""
    return meaningless(values) or _like_the_released(values, released)


def meaningless(values: Mapping[str, float]) -> str:
    """Why nothing can be learned from data with these values, whoever gets it; "" when something can."""
    for name, least in LEAST.items():
        if abs(values[name]) < least:
            return f"{name} is so near to the start that any training gets there"
    if abs(abs(values["SLOPE"]) - abs(values["BIAS"])) < APART:
        return "SLOPE and BIAS are so near to each other that they could be swapped unseen"
    return ""


def _like_the_released(values: Mapping[str, float], released: Mapping[str, float]) -> str:
    for name in ("SLOPE", "BIAS"):
        if abs(abs(values[name]) - abs(released[name])) < APART:
            return f"{name} may have been typed in"
    return "SEED may have been typed in" if values["SEED"] == released["SEED"] else ""
