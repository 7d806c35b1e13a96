"""Bands: between which values the losses of each epoch lie, when the batches or the noise are not known.

Loops made by hand leave no trace of their batches, and a data set of the student's own may add noise of its own.
Such losses are compared with simulated ones. A band is kinder than an exact replay, so it is asked last.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from graders.descent import (
    BATCH_SIZE,
    EPOCHS,
    RIGHT,
    Moments,
    Pass,
    Problem,
    Trace,
    Training,
    descend,
    moments,
)
from graders.recordings import RIGHT_RECORDINGS
from graders.tolerance import ABSOLUTE, RELATIVE

SHUFFLES = 4000  # simulated for one band
NOISES = 1000  # of 300, one right list in a hundred would lie outside
# A band is as wide as what the simulation met, on a log scale, and a quarter of that on either side. Of 100,000 other
# shuffles about two fall outside; of those of batch sizes up to 19, one in a thousand or fewer lies inside.
MARGIN = 0.25

LEAST = 1e-12  # no loss is taken for smaller, so that it has a logarithm


class Shuffled(NamedTuple):
    """What shuffled batches are simulated of; `count` is how many trainings."""

    batch_size: int = BATCH_SIZE
    epochs: int = EPOCHS
    how: Training = RIGHT
    targets: tuple[str, ...] = ("clean", "noisy")
    count: int = SHUFFLES


class Band(NamedTuple):
    """The least and the greatest logarithm of the loss of each epoch, and of its ratio to the one before."""

    least: np.ndarray
    greatest: np.ndarray
    least_step: np.ndarray
    greatest_step: np.ndarray


def in_shuffled_band(data: Problem, losses: Sequence[float], extra: float, by: Shuffled | None = None) -> bool:
    """Whether shuffled batches, of 20 unless said otherwise, may have made the losses."""
    return any(_within(losses, band, extra) for band in _shuffled(data, by or Shuffled()))


def in_noise_band(
    data: Problem,
    window: Sequence[Pass],
    losses: Sequence[float],
    extra: float,
    how: Training = RIGHT,
    fresh: bool = False,
) -> bool:
    """Whether these passes may have made the losses, on a target with noise of its own, as strong as the data's.

    Args:
        data: the data of the run.
        window: the passes.
        losses: the student's list.
        extra: what the tolerance grows by, for rounding.
        how: the training.
        fresh: whether the noise is another one in each epoch.
    """
    rng = np.random.default_rng(1)
    targets = data.clean + data.noise * rng.standard_normal((NOISES, len(data.x)))
    epochs = []
    for one in window:
        if fresh:
            targets = data.clean + data.noise * rng.standard_normal((NOISES, len(data.x)))
        index = [list(batch) for batch in one]
        epochs.append([moments(np.broadcast_to(data.x[i], (NOISES, len(i))), targets[:, i]) for i in index])
    return any(_within(losses, band, extra) for band in _bands(data, _trace(epochs, how)))


@lru_cache(maxsize=128)
def _shuffled(data: Problem, by: Shuffled) -> tuple[Band, ...]:
    """Bands for both targets, shuffled anew in each epoch or once for all, recorded before or after each epoch."""
    bands: list[Band] = []
    orders = _orders(len(data.x), by.epochs + 1, by.count)
    for target in by.targets:
        y = data.target(target)
        epochs = [_batches(data.x[order], y[order], by.batch_size) for order in orders]
        bands += _bands(data, _trace(epochs[:-1], by.how))
        bands += _bands(data, _trace(epochs[-1:] * by.epochs, by.how))
    return tuple(bands)


@lru_cache(maxsize=4)
def _orders(points: int, epochs: int, count: int) -> tuple[np.ndarray, ...]:
    """For each epoch the orders (count, points) of the points: the same for all data, and so is the luck in them."""
    rng = np.random.default_rng(0)
    every = np.tile(np.arange(points, dtype=np.uint16), (count, 1))
    return tuple(rng.permuted(every, axis=1) for _ in range(epochs))


def _batches(x: np.ndarray, y: np.ndarray, size: int) -> list[Moments]:
    return [moments(x[:, i : i + size], y[:, i : i + size]) for i in range(0, x.shape[1], size)]


def _trace(epochs: list[list[Moments]], how: Training) -> Trace:
    return descend(epochs, how, epochs[0][0])


def _bands(data: Problem, trace: Trace) -> list[Band]:
    """Bands for losses recorded before each epoch, and after."""
    bands = []
    for record in RIGHT_RECORDINGS:
        logs = np.log(np.stack(np.broadcast_arrays(*record(data, trace))))
        bands.append(Band(*_range(logs), *_range(np.diff(logs, axis=0))))
    return bands


def _range(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    least, greatest = values.min(axis=1), values.max(axis=1)
    margin = MARGIN * (greatest - least)
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
