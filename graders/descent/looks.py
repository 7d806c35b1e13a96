"""What the look of a list shows, or its first updates do, where no list of numbers can be met exactly."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from graders.descent import candidates
from graders.descent.candidates import Known
from graders.descent.deviations import CLEAN, EVERY_Y, NOT_RESET, OTHER_TARGETS, WRONG_TARGETS
from graders.descent.divergence import agreeing, is_far
from graders.descent.recordings import RIGHT_RECORDINGS
from graders.descent.replay import follows
from graders.descent.simulator import Problem, mean_squared_error, met
from graders.descent.task import Task
from graders.descent.tolerance import NEAR_OVERFLOW, close, slack

# A line that is trained already begins near the noise floor; the best line has down to 0.9 of it.
FLAT = (0.5, 2.0)

_TOO_FAST = (
    "overflow in the first epoch",
    "Your losses leave the range of numbers within the first epoch. Do you subtract the gradient, with the right step "
    "size, and is it zeroed after each update?",
)
_USED_UP = (
    "trained for one epoch only",
    "Your losses stay the same after the first epoch: the inner loop finds nothing to go through any more. What `zip` "
    "gives can be used only once: write `zip(X, Y)` inside the loop over the epochs, or make it a list.",
)
_ENDS_ALIKE = (
    "every epoch ends alike",
    "Your losses are the same after each epoch. Either `w` and `b` are set back to their start values in every epoch: "
    "do that once, before the loop over the epochs. Or the inner loop finds nothing to go through any more after the "
    "first epoch: what `zip` gives can be used only once, so write `zip(X, Y)` inside the loop over the epochs.",
)


def used_up(head: tuple[float, ...], data: Problem, task: Task, extra: float) -> Known | None:
    """Losses that stay exactly the same after the first epoch: there was nothing left to go through."""
    before = int(close(head[0], data.start_loss, extra))
    if len(set(head[1:] if before else head)) != 1:
        return None
    for losses in candidates.right_in_order(data, task).lists:
        made = np.array([(*losses[: 1 + before], losses[before])])[:, :2]
        if agreeing(head[:2], made, extra).any():
            return Known(*(_USED_UP if before else _ENDS_ALIKE), head)
    return None


def by_look(head: tuple[float, ...], data: Problem, task: Task) -> Known | None:
    """Mistakes that no list of numbers shows exactly, but the look of one does."""
    flat = all(FLAT[0] * data.noise_floor < loss < FLAT[1] * data.noise_floor for loss in head)
    if flat or (is_far(head[0]) and growth(task) <= 1 and _comes_down(head)):
        return Known(NOT_RESET[0], task.text(NOT_RESET[1]), head)
    if not any(map(math.isfinite, head[1:])):
        right = candidates.right_in_order(data, task).lists[:: len(RIGHT_RECORDINGS)]  # of each target, before epochs
        stays = (np.abs(right[:, 1]) < NEAR_OVERFLOW).all()
        return Known(*_TOO_FAST, head) if stays else not_known_how(head, data)
    return None


def _comes_down(head: tuple[float, ...]) -> bool:
    """Whether losses that begin far fall in each epoch until they are near, as a right training leads there."""
    return all(after < before for before, after in pairwise(head) if is_far(before))


def by_first_updates(head: tuple[float, ...], data: Problem, task: Task, first: tuple[float, ...]) -> Known | None:
    """What a training learns instead of the data, as its first updates show; None when they show nothing wrong."""
    if follows(data, task, first, task.targets):
        return None
    every = met(data, task.one_pass[0], task.training(gradient_of="every y"))
    if follows(data, task, first, ("clean",)):
        name = CLEAN
    elif close(first[0], mean_squared_error(task.setting.start, every)):
        name = EVERY_Y
    elif follows(data, task, first[:1], task.targets, fewest=1):
        return None
    elif close(head[0], data.start_loss, slack(head)) or follows(data, task, first, OTHER_TARGETS):
        name = WRONG_TARGETS
    else:
        return None
    return Known(name[0], task.text(name[1]), head)


def not_known_how(head: tuple[float, ...], data: Problem) -> Known:
    """A right answer whose batches are not known, nor where it ends; but losses that fit end near the data."""
    return Known("", "", head, trains=True, ends=((data.slope, data.bias),))


def growth(task: Task) -> float:
    """By how much an update by the farthest point alone enlarges the error there."""
    return abs(1 - 2 * task.step * (max(task.setting.low**2, task.setting.high**2) + 1))
