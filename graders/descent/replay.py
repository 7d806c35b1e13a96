"""The passes over the data that a list of losses may come from, when they are known or can be found exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

import numpy as np

from graders.descent.simulator import Pass, Problem, descend, mean_squared_error
from graders.descent.task import Task
from graders.descent.tolerance import close, closes

Passes = tuple[tuple[int, Pass], ...]  # the number of the loader, and the index batches it gave

MAX_PASSES = 200  # the newest; more than the engine reports
MAX_SHARE = 10  # of the data, that the indices of one pass may be
FEWEST_UPDATES = 3  # by which the points of a training are told from others
MAX_LINES = 8  # followed at a time: late in training all orders of the batches look alike
MAX_BLOCKS = 4  # that are tried in any order
FEW_POINTS = 10  # by so many the length of a student's Dataset may be wrong, for its batches still to be told


def usable(epochs: Iterable[tuple[int, Sequence[Sequence[int]]]], points: int) -> Passes:
    """The passes that could have trained on this data, as (loader, batches), oldest first; others are left out."""
    found = []
    for loader, batches in list(epochs)[-MAX_PASSES:]:
        met = sum(map(len, batches))
        if 0 < met <= MAX_SHARE * points and all(b and all(0 <= i < points for i in b) for b in batches):
            found.append((loader, tuple(map(tuple, batches))))
    return tuple(found)


def windows(passes: Passes, count: int) -> Iterator[tuple[Pass, ...]]:
    """Each run of `count` passes that may have trained a line, newest first, no two alike.

    A loader may have been made anew in each epoch, so all passes are one sequence too; it may have been gone through
    more than once an epoch (to take losses), so every second and third pass is one. When losses were recorded before
    each epoch, the last pass tells nothing, and one pass fewer will do.
    """
    sequences = [[one for _, one in passes]]
    sequences += [[one for number, one in passes if number == loader] for loader in dict.fromkeys(n for n, _ in passes)]
    seen = set()
    for sequence in sequences:
        for stride in (1, 2, 3):
            for offset in range(stride):
                taken = sequence[offset::stride]
                for start in range(max(0, len(taken) - count + 1), -1, -1):
                    window = tuple(taken[start : start + count])
                    if len(window) >= max(1, count - 1) and window not in seen:
                        seen.add(window)
                        yield window


def size_of(window: Iterable[Pass]) -> int:
    """The batch size of some passes: the length of their first batches."""
    return max((len(one[0]) for one in window), default=0)


def is_right(window: Iterable[Pass], task: Task) -> bool:
    """Whether every pass uses as many points as the data has, in batches of the right size."""
    if "clean" in task.targets:  # the Dataset may be the student's, and lack a point
        return all(_fits(one, task) for one in window)
    sizes = [len(batch) for batch in task.one_pass]
    return all([len(batch) for batch in one] == sizes for one in window)


def _fits(one: Pass, task: Task) -> bool:
    *others, last = map(len, one)
    missing = abs(sum(others) + last - task.points)
    return all(count == task.batch_size for count in others) and last <= task.batch_size and missing <= FEW_POINTS


def blocks_in_some_order(data: Problem, task: Task, losses: Sequence[float], extra: float) -> bool:
    """Whether a loop over the few blocks of consecutive points made the losses, in any order in each epoch."""
    if not 1 < len(task.one_pass) <= MAX_BLOCKS:
        return False
    losses = list(losses)
    rests = [losses] + ([losses[1:]] if losses and close(losses[0], data.start_loss, extra) else [])
    return any(_leads_through(data, task, rest, target, extra) for rest in rests for target in task.targets)


def follows(
    data: Problem, task: Task, losses: Sequence[float], targets: Sequence[str], fewest: int = FEWEST_UPDATES
) -> bool:
    """Whether single points, in whatever order, can have had these losses; also when there are too few to tell.

    Args:
        data: of the run.
        task: what was asked: a training by single points.
        losses: of its first updates, each before its own.
        targets: what it may learn.
        fewest: how many losses tell.
    """
    if task.batch_size != 1 or len(losses) < fewest:
        return True
    lines = [task.setting.start]
    for loss in losses[:fewest]:
        following = []
        for w, b in lines:
            for target in targets:
                x, y = data.points(target)
                errors = w * x + b - y
                for place in np.flatnonzero(closes(np.array(loss), errors**2)):
                    step = 2 * task.step * errors[place]
                    following.append((w - step * x[place], b - step))
        lines = following[:MAX_LINES]
    return bool(lines)


def _leads_through(data: Problem, task: Task, losses: list[float], target: str, extra: float) -> bool:
    """Whether the losses after each epoch can be met by choosing an order of the blocks in each."""
    orders = [[data.batch_moments(b, target) for b in order] for order in permutations(task.one_pass)]
    lines = [task.setting.start]
    for loss in losses:
        how = [task.training(target=target, start=line) for line in lines]
        ends = (descend([order], one).ends[-1] for one in how for order in orders)
        lines = [end for end in ends if close(mean_squared_error(end, data.totals), loss, extra)][:MAX_LINES]
        if not lines:
            return False
    return True
