"""Bands: between which values the losses of each epoch lie, when the batches or the noise are not known.

Loops made by hand leave no trace of their batches, and data of the student's own may have noise of its own. Such
losses are compared with simulated ones. A band is kinder than an exact replay, so it is asked last.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from graders.descent.simulator import Moments, Pass, Problem, Trace, descend, mean_squared_error, moments
from graders.descent.task import Task
from graders.descent.tolerance import ABSOLUTE, RELATIVE

WORK = 40_000_000  # points that are gone through to simulate a band
MANY = 4000
SHUFFLES = (400, MANY)  # simulated for one band, as many as that allows
NOISES = 1000  # of 300, one right list in a hundred would lie outside
# A band is as wide as what the simulation met, on a log scale, and a share of that on either side: the more, the less
# was simulated. Of 10,000 other shuffles at most one falls outside (batches of 1, 10, 20 points, on three sets each).
MARGIN, WIDE_MARGIN = 0.3, 0.6

LEAST = 1e-12  # no loss is taken for smaller, so that it has a logarithm


class Band(NamedTuple):
    """The least and the greatest logarithm of the loss of each epoch, and of its ratio to the one before."""

    least: np.ndarray
    greatest: np.ndarray
    least_step: np.ndarray
    greatest_step: np.ndarray


def in_shuffled_band(data: Problem, task: Task, losses: Sequence[float], extra: float) -> bool:
    """Whether shuffled batches of the right size may have made the losses."""
    return any(_within(losses, band, extra) for band in _shuffled(data, task))


def in_noise_band(
    data: Problem,
    task: Task,
    window: Sequence[Pass],
    losses: Sequence[float],
    extra: float,
    *,
    fresh: bool = False,
    own: bool = False,
) -> bool:
    """Whether these passes may have made the losses, on a target with noise of its own, as strong as the data's.

    Args:
        data: the data of the run.
        task: what was asked.
        window: the passes.
        losses: the student's list.
        extra: what the tolerance grows by, for rounding.
        fresh: whether the noise is another one in each epoch.
        own: whether the losses are taken against the student's noise too, and not against the data.
    """
    return any(_within(losses, band, extra) for band in _noise(data, task, tuple(window), fresh, own))


@lru_cache(maxsize=64)
def _noise(data: Problem, task: Task, window: tuple[Pass, ...], fresh: bool, own: bool) -> tuple[Band, ...]:
    """Bands for noise of the student's own; see `in_noise_band`."""
    rng = np.random.default_rng(1)

    def drawn() -> np.ndarray:
        return data.clean + data.noise * rng.standard_normal((NOISES, len(data.x)))

    ys = [drawn()]
    ys += [drawn() if fresh else ys[0] for _ in window[1:]]
    against = [_all(data, y) if own else data.totals for y in ys]
    found = []
    for clean in (False, True) if own and "clean" in task.targets else (False,):
        epochs = []
        for one, y in zip(window, ys, strict=True):
            learned = np.broadcast_to(data.clean, y.shape) if clean else y
            index = [list(batch) for batch in one]
            epochs.append([moments(np.broadcast_to(data.x[i], (NOISES, len(i))), learned[:, i]) for i in index])
        found += _bands(descend(epochs, task.training()), against)
    return tuple(found)


def _all(data: Problem, y: np.ndarray) -> Moments:
    return moments(np.broadcast_to(data.x, y.shape), y)


@lru_cache(maxsize=128)
def _shuffled(data: Problem, task: Task) -> tuple[Band, ...]:
    """Bands for each target, shuffled anew in each epoch or once for all, recorded before or after each epoch."""
    bands: list[Band] = []
    count = int(np.clip(WORK // (task.points * task.epochs * len(task.one_pass)), *SHUFFLES))
    orders = _orders(task.points, task.epochs + 1, count)
    for target in task.targets:
        (x, y), how = data.points(target), task.training(target=target)
        epochs = [_batches(x[order], y[order], task.batch_size) for order in orders]
        against = [data.totals] * task.epochs
        bands += _bands(descend(epochs[:-1], how), against)
        bands += _bands(descend(epochs[-1:] * task.epochs, how), against)
    return tuple(bands)


@lru_cache(maxsize=4)
def _orders(points: int, epochs: int, count: int) -> tuple[np.ndarray, ...]:
    """For each epoch the orders (count, points) of the points: the same for all data, and so is the luck in them."""
    rng = np.random.default_rng(0)
    every = np.tile(np.arange(points, dtype=np.uint16), (count, 1))
    return tuple(rng.permuted(every, axis=1) for _ in range(epochs))


def _batches(x: np.ndarray, y: np.ndarray, size: int) -> list[Moments]:
    return [moments(x[:, i : i + size], y[:, i : i + size]) for i in range(0, x.shape[1], size)]


def _bands(trace: Trace, against: Sequence[Moments]) -> list[Band]:
    """Bands for losses recorded before each epoch, and after; with what they are taken against in each."""
    bands = []
    for lines in (trace.starts, trace.ends):
        losses = np.stack(np.broadcast_arrays(*map(mean_squared_error, lines, against)))
        with np.errstate(all="ignore"):
            logs = np.log(np.maximum(losses, LEAST))
        bands.append(Band(*_range(logs), *_range(np.diff(logs, axis=0))))
    return bands


def _range(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    if values.ndim < 2:
        values = values[:, None]
    least, greatest = values.min(axis=1), values.max(axis=1)
    margin = (MARGIN if values.shape[1] >= MANY else WIDE_MARGIN) * (greatest - least)
    return least - margin, greatest + margin


def _within(losses: Sequence[float], band: Band, extra: float) -> bool:
    """Whether losses, each of which may be off by the tolerance, can lie in a band."""
    count = min(len(losses), len(band.least))
    found = np.asarray(losses[:count], dtype=float)
    off = extra + ABSOLUTE + RELATIVE * np.abs(found)
    with np.errstate(all="ignore"):  # nan is in no band
        low, high = np.log(np.maximum(found - off, LEAST)), np.log(found + off)
    return bool(
        np.all(high >= band.least[:count])
        and np.all(low <= band.greatest[:count])
        and np.all(high[1:] - low[:-1] >= band.least_step[: count - 1])
        and np.all(low[1:] - high[:-1] <= band.greatest_step[: count - 1])
    )
