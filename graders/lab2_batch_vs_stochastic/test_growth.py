"""Question 4: by how much one update at one point enlarges the error there.

One update at x multiplies the error at x by 1 - 2 · step · (x² + 1), whatever the data and the start values are.
"""

import pytest

from graders.descent.second_run import second
from graders.descent.settings import HUNDRED_POINTS
from graders.descent.simulator import Training, in_order, train
from graders.lab2_batch_vs_stochastic.steps import STEP, steps
from labgrader import Wrong

X = -5.0


def growth_with(step: float) -> float:
    """By how much one update at X enlarges the error there."""
    return abs(1 - 2 * step * (X**2 + 1))


GROWTH = growth_with(STEP)  # 4.2

# Float32 gives 4.2 to five digits; people round to one decimal, or two.
ROUNDING = 0.02

ALL_POINTS = (
    "update with all the points",
    "That is what an update with all the points does: use the first point alone.",
)

# What other numbers most likely stand for: the number, the mistake, and what to say.
SLIPS = (
    (GROWTH**2, "growth of the loss", "That is how the squared error grows. Divide the errors, without squaring them."),
    (1 / GROWTH, "divided the other way round", "Divide the error after the update by the error before it."),
    (GROWTH + 1, "change instead of ratio", "That is how far the error moves. Divide the new error by the old one."),
    (
        GROWTH - 1,
        "change instead of ratio",
        "That is by how much the error grows. Divide the new error by the old one.",
    ),
    (4.0, "b left out", "That is the growth when only `w` is updated: the update changes `b`, too."),
    (0.8, "w left out", "That is what remains when only `b` is updated: the update changes `w`, too."),
    (1.6, "factor 2 missing", "The gradient of a square has a factor 2: let `backward()` find it."),
    (1.0, "no update between", "The error is the same before and after: does the update stand between the two?"),
    (STEP, "step size", "That is the step size. How many times as large is the error after the update?"),
    (X**2 + 1, "x² + 1", "That is x² + 1. How many times as large is the error after the update?"),
    (5.0, "the x of the point", "That is where the point stands. How many times as large is the error there?"),
)
SLIP_ROUNDING = 0.01  # of the value


@pytest.mark.points(2)
def test_growth_of_the_error(run, unseen):
    """`growth` is how many times as large the error of the first point is after an update with this point alone."""
    is_growth(run)
    second(is_growth, unseen)


def _with_all_points(run) -> float:
    data, points, start = HUNDRED_POINTS.problem(run.parameters), HUNDRED_POINTS.points, HUNDRED_POINTS.start
    w, b = train(data, [in_order(points, points)], Training("noisy", STEP, start)).ends[0]
    return (w * X + b - data.noisy[0]) / (start[0] * X + start[1] - data.noisy[0])


def is_growth(run):
    """Refuse every other number, with what it most likely stands for."""
    answer = run.number("growth")
    if any(abs(abs(answer) - growth_with(step)) <= ROUNDING for step in steps(run, "sgd")):
        return
    slips = [(abs(abs(answer) - value) / value, mistake, hint) for value, mistake, hint in SLIPS]
    all_points = abs(_with_all_points(run))
    slips.append((abs(abs(answer) - all_points) / all_points, *ALL_POINTS))  # which may be near to another on some data
    off, mistake, hint = min(slips)
    if off <= SLIP_ROUNDING:
        raise Wrong(f"`growth` is {answer:.4g}. {hint}", mistake=mistake)
    raise Wrong(
        f"`growth` is {answer:.4g}. It should be the error after one update with the first point alone, from the start "
        "values, divided by the error before it."
    )
