"""Ways to write the losses of a training down: the two right ones, and what people write down instead.

A recording is a function of the data and the trace of a training, or of many side by side; it gives the list that the
student's list would be, of numbers or of arrays with one element a training.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

import numpy as np

from graders.descent.simulator import (
    Moments,
    Problem,
    Trace,
    losses_after,
    losses_before,
    mean_squared_error,
)

Recording = Callable[[Problem, Trace], list]

RIGHT_RECORDINGS: tuple[Recording, ...] = (losses_before, losses_after)


def mean(values: list):
    """The mean of numbers or arrays."""
    return sum(values) / len(values)


def flat(lists: list[list]) -> list:
    """Lists of each epoch, one after the other."""
    return [value for one in lists for value in one]


def at_updates(data: Problem, trace: Trace) -> list[list]:
    """For each epoch, the loss on all points before each of its updates."""
    return [[mean_squared_error(line, data.totals) for line in lines] for lines in trace.updates]


def after_updates(data: Problem, trace: Trace) -> list[list]:
    """For each epoch but the last, the loss on all points after each of its updates."""
    following = iter(flat(at_updates(data, trace))[1:])
    return [[next(following) for _ in lines] for lines in trace.updates[:-1]]


def batch_losses(data: Problem, trace: Trace) -> list[list]:
    """For each epoch, the loss of each batch before its update, against what the training learns."""
    return trace.batch_losses


def last_batch_after(data: Problem, trace: Trace) -> list:
    """The loss of the last batch of each epoch, after its update."""
    return [mean_squared_error(line, m) for line, m in zip(trace.ends, trace.last, strict=True)]


def before_last_update(data: Problem, trace: Trace) -> list:
    """The loss on all points before the last update of each epoch."""
    return [mean_squared_error(lines[-1], data.totals) for lines in trace.updates]


def against(target: str, *, after: bool = False) -> Recording:
    """The losses of the lines against something else than the data: the name of a target."""
    return lambda data, trace: _of_lines(trace, data.all_moments(target), after)


def all_pairs(data: Problem, trace: Trace) -> list:
    """The losses before each epoch, when every prediction meets every y."""
    return _of_lines(trace, data.totals._replace(xy=data.totals.x * data.totals.y), False)


def _of_lines(trace: Trace, m: Moments, after: bool) -> list:
    return [mean_squared_error(line, m) for line in (trace.ends if after else trace.starts)]


def absolute(data: Problem, trace: Trace) -> list:
    """The mean of the absolute errors before each epoch."""
    return [np.abs(np.multiply.outer(data.x, w) + b - _column(data.noisy, w)).mean(axis=0) for w, b in trace.starts]


def _column(values: np.ndarray, beside) -> np.ndarray:
    return values[:, None] if np.ndim(beside) else values


def before_and_after(data: Problem, trace: Trace) -> list:
    """The loss before and the loss after each epoch."""
    return flat([[a, b] for a, b in zip(losses_before(data, trace), losses_after(data, trace), strict=True)])


def mixed(data: Problem, trace: Trace) -> list:
    """The loss of each epoch, and then those of its batches."""
    totals = losses_before(data, trace)
    return flat([[total, *one] for total, one in zip(totals, trace.batch_losses, strict=True)])


def each(of: Callable[[Problem, Trace], list[list]], what: Callable[[list], object]) -> Recording:
    """One number for each epoch, made of several."""
    return lambda data, trace: [what(one) for one in of(data, trace)]


def changed(how: Callable[[list, Problem], list]) -> tuple[Recording, Recording]:
    """What was done to the right list, recorded before or after each epoch."""
    return tuple(lambda data, trace, right=right: how(right(data, trace), data) for right in RIGHT_RECORDINGS)


def each_loss(how: Callable) -> tuple[Recording, Recording]:
    """What was done to each right loss."""
    return changed(lambda losses, data: [how(np.asarray(loss, dtype=float)) for loss in losses])


def summed(losses: list, data: Problem) -> list:
    """The sums of all losses so far."""
    return list(accumulate(losses))
