"""The gradient of the squared error of one pair (x, y), and the known mistakes in writing it down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

CASES = 16

# Rounded to two decimals, or found by trying a tiny step, it is right too; what is compared is up to about 1000.
ABSOLUTE = 0.006
RELATIVE = 1e-3

FLAT = 0.05  # a gradient nearer to 0 has no sign that rounding could not change
WHOLE = 1.0  # one nearer to 0 may be 0 in whole numbers: that is no sign, and no wrong one

Theta = tuple[float, float]
Gradient = tuple[float, float]


@dataclass(frozen=True)
class Case:
    """One call: the pair (x, y), and theta = (slope, bias)."""

    x: float
    y: float
    theta: Theta


def cases(seed: int) -> list[Case]:
    """The calls that the hidden region makes. Keep in step with it (tests/test_scratch_probes.py)."""
    dice = Random(seed)

    def number(size: float) -> float:
        return round(dice.uniform(-size, size), 1)

    return [Case(number(9), number(20), (number(3), number(20))) for _ in range(CASES)]


def gradient(case: Case) -> Gradient:
    """The gradient of (slope * x + bias - y) ** 2: for the slope, and for the bias."""
    error = case.theta[0] * case.x + case.theta[1] - case.y
    return 2 * error * case.x, 2 * error


def close(found: float, expected: float) -> bool:
    """Whether one number is the expected one."""
    return abs(found - expected) <= ABSOLUTE + RELATIVE * abs(expected)


def same(found: Sequence[Gradient], expected: Sequence[Gradient]) -> bool:
    """Whether all gradients agree."""
    return all(close(f, e) for one, other in zip(found, expected, strict=True) for f, e in zip(one, other, strict=True))


def uphill(found: Sequence[Gradient], expected: Sequence[Gradient]) -> bool:
    """Whether all numbers have the right sign, where the gradient is not flat."""
    return all(
        f * e > 0 or (f == 0 and abs(e) < WHOLE)
        for one, other in zip(found, expected, strict=True)
        for f, e in zip(one, other, strict=True)
        if abs(e) > FLAT
    )


@dataclass(frozen=True)
class Mistake:
    """A known mistake: its name, what a teacher would say, and the gradient that it makes."""

    name: str
    sentence: str
    make: Callable[[float, float, float, float], Gradient]


def _error(x: float, y: float, slope: float, bias: float) -> float:
    return slope * x + bias - y


def _whole(way: Callable[[float], int]) -> Callable[[float, float, float, float], Gradient]:
    return lambda x, y, s, b: tuple(float(way(number)) for number in gradient(Case(x, y, (s, b))))


MISTAKES = (
    Mistake(
        "factor 2 missing",
        "Both numbers are half as large as they should be: the factor 2 is missing.",
        lambda x, y, s, b: (_error(x, y, s, b) * x, _error(x, y, s, b)),
    ),
    Mistake(
        "wrong sign",
        "Both numbers have the wrong sign. The error is the prediction minus `y`, not the other way round, and the "
        "minus of a step downhill belongs into the step.",
        lambda x, y, s, b: (-2 * _error(x, y, s, b) * x, -2 * _error(x, y, s, b)),
    ),
    Mistake(
        "wrong sign and factor 2 missing",
        "Both numbers have the wrong sign (the error is the prediction minus `y`), and the factor 2 is missing.",
        lambda x, y, s, b: (-_error(x, y, s, b) * x, -_error(x, y, s, b)),
    ),
    Mistake(
        "numbers in the other order",
        "The two numbers are in the other order: the one for the slope comes first, then the one for the bias.",
        lambda x, y, s, b: (2 * _error(x, y, s, b), 2 * _error(x, y, s, b) * x),
    ),
    Mistake(
        "theta in the other order",
        "The slope and the bias are swapped: `theta` holds the slope first, then the bias.",
        lambda x, y, s, b: (2 * _error(x, y, b, s) * x, 2 * _error(x, y, b, s)),
    ),
    Mistake(
        "x missing",
        "Both numbers are 2 · error. The one for the slope is 2 · error · x.",
        lambda x, y, s, b: (2 * _error(x, y, s, b), 2 * _error(x, y, s, b)),
    ),
    Mistake(
        "x in both",
        "Both numbers are 2 · error · x. The one for the bias is 2 · error.",
        lambda x, y, s, b: (2 * _error(x, y, s, b) * x, 2 * _error(x, y, s, b) * x),
    ),
    Mistake(
        "factor 2 missing for the slope",
        "The number for the slope lacks the factor 2.",
        lambda x, y, s, b: (_error(x, y, s, b) * x, 2 * _error(x, y, s, b)),
    ),
    Mistake(
        "factor 2 missing for the bias",
        "The number for the bias lacks the factor 2.",
        lambda x, y, s, b: (2 * _error(x, y, s, b) * x, _error(x, y, s, b)),
    ),
    Mistake(
        "error squared",
        "The error is squared in your gradient. The gradient of error² is 2 · error · …, without the square.",
        lambda x, y, s, b: (2 * _error(x, y, s, b) ** 2 * x, 2 * _error(x, y, s, b) ** 2),
    ),
    Mistake(
        "absolute error",
        "Your error has no sign. Leave `abs` out: the sign says which way is uphill.",
        lambda x, y, s, b: (2 * abs(_error(x, y, s, b)) * x, 2 * abs(_error(x, y, s, b))),
    ),
    Mistake(
        "absolute error for the bias",
        "The number for the bias has no sign. Leave `abs` out: the sign says which way is uphill.",
        lambda x, y, s, b: (2 * _error(x, y, s, b) * x, 2 * abs(_error(x, y, s, b))),
    ),
    Mistake(
        "y not subtracted",
        "Your gradient is that of the prediction: the error is the prediction minus `y`.",
        lambda x, y, s, b: (2 * (s * x + b) * x, 2 * (s * x + b)),
    ),
    Mistake(
        "y added",
        "`y` is added in your error. It must be subtracted from the prediction.",
        lambda x, y, s, b: (2 * (s * x + b + y) * x, 2 * (s * x + b + y)),
    ),
    Mistake(
        "bias missing",
        "Your prediction lacks the bias: it is slope · x + bias.",
        lambda x, y, s, b: (2 * (s * x - y) * x, 2 * (s * x - y)),
    ),
    Mistake(
        "x and y swapped",
        "`x` and `y` are swapped in your prediction or in your error.",
        lambda x, y, s, b: (2 * _error(y, x, s, b) * y, 2 * _error(y, x, s, b)),
    ),
    Mistake("always zero", "Your gradient is always 0, whatever the function is given.", lambda x, y, s, b: (0.0, 0.0)),
    Mistake("rounded", "Your numbers are rounded to whole numbers. Do not round them.", _whole(round)),
    Mistake("rounded", "Your numbers are cut to whole numbers. Leave `int` out.", _whole(int)),
    Mistake(
        "bracket missing",
        "Brackets are missing: your 2, or your `x`, multiplies `y` alone instead of the whole error.",
        lambda x, y, s, b: (2 * (s * x + b) - y * x, 2 * (s * x + b) - y),
    ),
)


NOT_USED = "y not used"


def _of_line(line: Theta) -> Mistake:
    """The `y` of every pair taken from a line, whatever the function is given."""
    return Mistake(
        NOT_USED,
        "Your gradient takes the `y` from a line of its own. Use the `y` that the function is given.",
        lambda x, y, s, b: gradient(Case(x, line[0] * x + line[1], (s, b))),
    )


def known(found: Sequence[Gradient], seed: int, line: Theta) -> Mistake | None:
    """The known mistake that makes these gradients, if there is one.

    Args:
        found: the gradients of all calls.
        seed: from which the calls are made.
        line: slope and bias of the data.
    """
    calls = cases(seed)
    known = (*MISTAKES, _of_line(line))
    return next((m for m in known if same(found, [m.make(c.x, c.y, *c.theta) for c in calls])), None)
