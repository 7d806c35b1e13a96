"""Draws other data for a lab, from the range for which its graders vouch."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from functools import cache, partial

import numpy as np

from labgrader.grading import importable
from labgrader.lab import CourseError, Lab

SETS = 200
RING = 25  # sets that kernels have ready at a time: see labgrader.runs
DECIMALS = 2
TRIES = 1000

Values = Mapping[str, float]


@cache
def rings(lab: Lab) -> tuple[tuple[dict[str, float], ...], ...]:
    """The 200 sets of a lab, the same each time, in rings: each may be the unseen data of the one before it.

    Raises:
        CourseError: hardly a set of the range is one on which right and wrong can be told apart.
    """
    dice, refuse = np.random.default_rng(0), _rule(lab)
    return tuple(_ring(lab, dice, refuse) for _ in range(SETS // RING))


def sets(lab: Lab) -> tuple[dict[str, float], ...]:
    """All of them."""
    return tuple(values for ring in rings(lab) for values in ring)


def refused(lab: Lab, values: Values, released: Values) -> str:
    """Why the graders do not vouch for a second run on `values`, in a lab that was released with others; or ""."""
    return _rule(lab)(values, released)


@cache
def _rule(lab: Lab) -> Callable[[Values, Values], str]:
    """`refuse` of the lab's `sets.py`; a lab without that file has no rule but its range."""
    if not (lab.graders_path / "sets.py").is_file():
        return lambda values, released: ""
    with importable(lab.root):
        return importlib.import_module(f"graders.{lab.name}.sets").refuse


def _ring(lab: Lab, dice: np.random.Generator, refuse: Callable[[Values, Values], str]) -> tuple[dict, ...]:
    first = before = _drawn(lab, dice, lambda values: refuse(values, lab.parameters))
    ring = [first]
    while len(ring) < RING:
        rules = [partial(refuse, released=before)]
        if len(ring) == RING - 1:
            rules.append(partial(refuse, first))
        before = _drawn(lab, dice, lambda values, rules=rules: next(filter(None, (rule(values) for rule in rules)), ""))
        ring.append(before)
    return tuple(ring)


def _drawn(lab: Lab, dice: np.random.Generator, refuse: Callable[[Values], str]) -> dict[str, float]:
    """One set of the range that no rule refuses."""
    reason = ""
    for _ in range(TRIES):
        values = {name: _number(dice, *ends) for name, ends in lab.unseen.range.items()}
        reason = refuse(values)
        if not reason:
            return values
    raise CourseError(
        f"{lab.graders_path / 'unseen.toml'}: of {TRIES} sets drawn from [range], sets.py refuses all; the last one, "
        f"{values}, because {reason}. Make the range wider, or the rules kinder."
    )


def _number(dice: np.random.Generator, least: float, most: float) -> float:
    """A whole number between whole ends, else one with a few decimals."""
    if isinstance(least, int) and isinstance(most, int):
        return int(dice.integers(least, most, endpoint=True))
    return round(float(dice.uniform(least, most)), DECIMALS)
