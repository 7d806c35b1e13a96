"""Bands: between which values the losses of each epoch lie, when the batches or the noise are not known.

Loops made by hand leave no trace of their batches, and a data set of the student's own may add noise of its own.
Such losses are compared with simulated ones. A band is kinder than an exact replay, so it is asked last.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from graders.descent import (
    BATCH_SIZE,
    EPOCHS,
    POINTS,
    RIGHT,
    Moments,
    Pass,
    Problem,
    Trace,
    descend,
    losses_after,
    losses_before,
    moments,
)
from graders.tolerance import ABSOLUTE, RELATIVE

SHUFFLES = 2000  # simulated for one band
NOISES = 300
# A band is as wide as what the simulation met, on a log scale, and a quarter of that on either side. Of 100,000 other
# shuffles about one falls outside (tests/test_descent.py tries some); batch sizes of 18 and less fall outside anyway.
MARGIN = 0.25

Band = tuple[np.ndarray, np.ndarray]  # the least and the greatest loss of each epoch


def in_shuffled_band(data: Problem, losses: Sequence[float], extra: float) -> bool:
    """Whether shuffled batches of 20 may have made the losses."""
    return any(_within(losses, band, extra) for band in _shuffled(data))


def in_noise_band(data: Problem, window: Sequence[Pass], losses: Sequence[float], extra: float) -> bool:
    """Whether these passes may have made the losses, on a target with fresh noise, as strong as the data's."""
    rng = np.random.default_rng(1)
    targets = data.clean + data.noise * rng.standard_normal((NOISES, POINTS))
    epochs = []
    for one in window:
        index = [list(batch) for batch in one]
        epochs.append([moments(np.broadcast_to(data.x[i], (NOISES, len(i))), targets[:, i]) for i in index])
    return any(_within(losses, band, extra) for band in _bands(data, _trace(epochs)))


@lru_cache(maxsize=128)
def _shuffled(data: Problem) -> tuple[Band, ...]:
    """Bands for both targets, shuffled anew in each epoch or once for all, recorded before or after each epoch."""
    rng = np.random.default_rng(0)
    bands: list[Band] = []
    for y in (data.clean, data.noisy):
        for once in (False, True):
            epochs: list[list[Moments]] = []
            for _ in range(EPOCHS):
                epochs.append(epochs[0] if once and epochs else _random_batches(data.x, y, rng))
            bands += _bands(data, _trace(epochs))
    return tuple(bands)


def _random_batches(x: np.ndarray, y: np.ndarray, rng: np.random.Generator) -> list[Moments]:
    order = rng.permuted(np.tile(np.arange(POINTS), (SHUFFLES, 1)), axis=1)
    parts = (order[:, i : i + BATCH_SIZE] for i in range(0, POINTS, BATCH_SIZE))
    return [moments(x[part], y[part]) for part in parts]


def _trace(epochs: list[list[Moments]]) -> Trace:
    return descend(epochs, RIGHT, epochs[0][0])


def _bands(data: Problem, trace: Trace) -> list[Band]:
    return [_widened(np.log(np.stack(np.broadcast_arrays(*record(data, trace))))) for record in RECORDED]


RECORDED = (losses_before, losses_after)


def _widened(logs: np.ndarray) -> Band:
    least, greatest = logs.min(axis=1), logs.max(axis=1)
    margin = MARGIN * (greatest - least)
    return np.exp(least - margin), np.exp(greatest + margin)


def _within(losses: Sequence[float], band: Band, extra: float) -> bool:
    count = min(len(losses), len(band[0]))
    found = np.asarray(losses[:count], dtype=float)
    least, greatest = band[0][:count], band[1][:count]
    slack = extra + ABSOLUTE
    return bool(np.all((found >= least * (1 - RELATIVE) - slack) & (found <= greatest * (1 + RELATIVE) + slack)))
