"""Which data this lab can be given with, and which a second run can have: where right and wrong can be told apart."""

from __future__ import annotations

from collections.abc import Mapping

from graders.descent.candidates import right_in_order
from graders.descent.diagnose import FEWEST_LOSSES
from graders.descent.settings import SIXTY_POINTS
from graders.descent.simulator import Problem
from graders.descent.tolerance import distance
from graders.lab4_minibatch.tasks import MINI20_TASK

# Where a right list and a wrong one differ most, they differ by at least so many tolerances, so that neither float32
# nor a tolerance doubled by a teacher lets one pass for the other.
FACTOR = 5.0

APART = 0.5  # numbers that a student may confuse
HIGH = 2.0  # noise floors; a line that was never trained, or trained before, begins below
NEAR_FLOOR = (0.8, 1.25)  # noise floors that look alike
FALL = 1000  # noise floors, from which training falls


def refuse(values: Mapping[str, float], released: Mapping[str, float]) -> str:
    """Why a second run on `values` would not tell right from wrong in a lab that has `released`; "" when it does."""
    return meaningless(values) or _like_the_released(values, released)


def meaningless(values: Mapping[str, float]) -> str:
    """Why nothing can be learned from data with these values, whoever gets it; "" when something can."""
    slope, bias = values["SLOPE"], values["BIAS"]
    if min(abs(slope), abs(bias), abs(slope - bias)) < APART:
        return "a slope or bias near 0, or near each other, hides that one of them was forgotten or swapped"
    data = SIXTY_POINTS.problem(values)
    before_clean, _, before_noisy, _ = right_lists(data)
    if distance(before_clean, before_noisy) < FACTOR:
        return "with so little noise, nobody can see which target a training has"
    if data.start_loss < FALL * data.noise_floor or before_clean[FEWEST_LOSSES - 2] < HIGH * data.noise_floor:
        return "the noise drowns the trend"
    return ""


def _like_the_released(values: Mapping[str, float], released: Mapping[str, float]) -> str:
    for name in ("SLOPE", "BIAS"):
        if abs(abs(values[name]) - abs(released[name])) < APART:
            return f"{name} may have been typed in"
    if values["SEED"] == released["SEED"]:
        return "SEED may have been typed in"
    data, before = SIXTY_POINTS.problem(values), SIXTY_POINTS.problem(released)
    ratio = before.noise_floor / data.noise_floor
    if NEAR_FLOOR[0] / FACTOR**0.1 <= ratio <= NEAR_FLOOR[1] * FACTOR**0.1:
        return "the noise is as strong as in the released data"
    here = right_lists(data)
    if any(distance(typed, one) < FACTOR for typed in right_lists(before) for one in here):
        return "losses that are typed in would be right here"
    return ""


def right_lists(data: Problem) -> list[tuple[float, ...]]:
    """Every list that the lab's own batches make of a right answer, ten losses each."""
    return [tuple(row[: MINI20_TASK.epochs]) for row in right_in_order(data, MINI20_TASK).lists.tolist()]
