"""Labs 2 and 3: what made a list of losses, asked from the exact to the kind."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise

import numpy as np

from graders.bands import Shuffled, in_noise_band, in_shuffled_band
from graders.cause import Cause
from graders.descent import Pass, Problem, in_order, losses_before, train
from graders.nearest import nearest
from graders.replay import Passes, windows
from graders.replay import batch_size as size_of
from graders.runaway import agree, is_far, runs_away
from graders.sizes import batch_size
from graders.slips import CLEAN, in_training, mistakes, not_reset, right_answers
from graders.tolerance import close, slack
from graders.wide import EPOCHS, POINTS, Task

# Other batch sizes and step sizes differ within the first epochs already; fewer losses than this prove nothing.
FEWEST_LOSSES = 5

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

MAX_WINDOWS = 200
SEARCHED_WINDOWS = 2  # in shuffled passes, mistakes are searched for; each costs some 50 ms

SHUFFLES = 400

WIDE_BAND = 3.0  # with more growth than this at one point, shuffled losses lie anywhere, and a band says nothing

FEW_POINTS = 10  # by so many the length of a student's Dataset may be wrong, for its batches still to be told

# After one epoch, float32 and float64 differ by so much where single points of a line without noise run away.
LOOKS_CLEAN = 0.9


@lru_cache(maxsize=512)
def explain(
    losses: tuple[float, ...], data: Problem, task: Task, passes: Passes, by_hand: bool, slope: float
) -> Cause | None:
    """What made the first twenty losses, or None when nothing that is known did.

    Args:
        losses: the student's list.
        data: the data of the run.
        task: what was asked.
        passes: the index batches that the student's own loaders gave.
        by_hand: no loader with the right batch size was gone through often enough to have made the losses.
        slope: that of the released data, which a student may have typed in.
    """
    head = losses[:EPOCHS]
    if len(head) < FEWEST_LOSSES:
        return None
    extra = slack(head)
    with np.errstate(all="ignore"):  # what runs away overflows
        if seen := _used_up(head, data, task):
            return seen
        if cause := nearest(_exact(head, data, task, passes, slope), head, extra):
            return cause
        if seen := _by_look(head, data, task):
            return seen
        return Cause("", "", head, trains=True) if _kind(head, data, task, passes, by_hand, extra) else None


def _exact(head: tuple[float, ...], data: Problem, task: Task, passes: Passes, slope: float) -> Iterator[Cause]:
    yield from right_answers(data, task, [in_order(task.batch_size, points=POINTS)] * EPOCHS)
    trained = list(islice(windows(passes, len(head)), MAX_WINDOWS))
    right = [window for window in trained if _is_right(window, task)]
    for window in right:
        if any(agree(head[:2], begins.losses) for begins in right_answers(data, task, window[:2])):
            yield from right_answers(data, task, window)
    yield from mistakes(data, task, head, slope)
    for window in trained:
        if window in right:
            continue
        if any(agree(head[:2], begins.losses) for begins in right_answers(data, task, window[:2])):
            name, sentence = batch_size(size_of(window), task.batch_size)
            yield from (
                c._replace(mistake=name, sentence=sentence, trains=False) for c in right_answers(data, task, window)
            )
    for window in right[:SEARCHED_WINDOWS]:
        yield from in_training(data, task, list(window))


def _used_up(head: tuple[float, ...], data: Problem, task: Task) -> Cause | None:
    """Losses that stay exactly the same after the first epoch: there was nothing left to go through."""
    for cause in right_answers(data, task, [in_order(task.batch_size, points=POINTS)] * EPOCHS):
        before = close(head[0], data.start_loss, slack(head))
        rest = set(head[1:] if before else head)
        if len(rest) == 1 and agree(head[:2], (*cause.losses[: 1 + before], cause.losses[before])[:2]):
            return Cause(*(_USED_UP if before else _ENDS_ALIKE), head, trains=False)
    return None


def _by_look(head: tuple[float, ...], data: Problem, task: Task) -> Cause | None:
    """Mistakes that no list of numbers shows exactly, but the look of one does."""
    flat = all(FLAT[0] * data.noise_floor < loss < FLAT[1] * data.noise_floor for loss in head)
    if flat or (is_far(head[0]) and not _runs_away(task) and _comes_down(head)):
        return not_reset(head)
    if not any(map(math.isfinite, head[1:])):
        return Cause(*_TOO_FAST, head, trains=False)
    if task.batch_size == 1 and _runs_away(task) and "clean" not in task.targets and not any(map(is_far, head)):
        # Without noise nothing feeds the growth but rounding, which makes every list of these another one.
        clean, right = (
            losses_before(data, train(data, [in_order(1, points=POINTS)] * 2, task.training(target=target)))
            for target in ("clean", task.targets[0])
        )
        off = abs(head[1] - clean[1])
        if close(head[0], clean[0]) and off <= LOOKS_CLEAN * clean[1] and off < abs(head[1] - right[1]):
            return Cause(*CLEAN, head, trains=False)
    return None


def _comes_down(head: tuple[float, ...]) -> bool:
    """Whether losses that begin far fall in each epoch until they are near, as a right training leads there."""
    return all(after < before for before, after in pairwise(head) if is_far(before))


def _is_right(window: tuple[Pass, ...], task: Task) -> bool:
    """Whether every pass uses as many points as the data has, in batches of the right size."""
    if "clean" in task.targets:  # the Dataset is the student's, and may lack a point: that has cost points already
        return all(_fits(one, task.batch_size) for one in window)
    sizes = [len(batch) for batch in in_order(task.batch_size, points=POINTS)]
    return all([len(batch) for batch in one] == sizes for one in window)


def _fits(one: Pass, size: int) -> bool:
    *others, last = map(len, one)
    return all(count == size for count in others) and last <= size and abs(sum(others) + last - POINTS) <= FEW_POINTS


def _kind(head: tuple[float, ...], data: Problem, task: Task, passes: Passes, by_hand: bool, extra: float) -> bool:
    """Whether shuffled points may have made the losses, or, where the Dataset is the student's, noise of its own."""
    how = task.training()
    if runs_away(head, data.start_loss):
        return task.batch_size == 1 and by_hand and _runs_away(task)
    if not all(abs(loss) < 1e30 for loss in head):
        return False
    if "clean" in task.targets:
        window = [in_order(task.batch_size, points=POINTS)] * EPOCHS
        if any(in_noise_band(data, window, head, extra, how, fresh) for fresh in (False, True)):
            return True
    if not by_hand or task.batch_size == POINTS or (task.batch_size == 1 and _growth(task) > WIDE_BAND):
        return False
    return in_shuffled_band(data, head, extra, Shuffled(task.batch_size, EPOCHS, how, task.targets, SHUFFLES))


def _runs_away(task: Task) -> bool:
    """Whether updates by single points run away at this step size: they do when the farthest point's own do."""
    return _growth(task) > 1


def _growth(task: Task) -> float:
    """By how much an update by the farthest point alone enlarges the error there."""
    return abs(1 - 2 * task.step * (5**2 + 1))
