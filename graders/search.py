"""Searching for one unknown number of a training: a step size, a momentum, a weight decay, or other start values.

Known passes and a known target leave one unknown and ten losses, so that what is found and fits is no accident.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from graders.descent import Pass, Problem, Training, losses_before, mean_squared_error, train
from graders.mistakes import TARGETS, Known, found_training
from graders.recordings import RIGHT_RECORDINGS, Recording

# So many values are tried at first, and then around the best one, in a range that shrinks by a factor of 60 each time.
TRIED = 1024
TRIED_AGAIN = 129
ROUNDS = 4

# Between which values people may set these; nearer to the right ones, losses hardly differ from right ones.
NUMBERS = {"lr": (1e-5, 3.0), "momentum": (0.02, 0.99), "decay": (1e-3, 1.0)}

LEAST = 1e-12  # no loss is taken for smaller, so that it has a logarithm
FARTHEST = 1e12


def searched(data: Problem, passes: Sequence[Pass], losses: Sequence[float]) -> Iterator[Known]:
    """The best fit of each kind of unknown; whether it gives the same list remains to be seen."""
    for target in TARGETS:
        right = Training(target=target)
        for name, (least, most) in NUMBERS.items():
            numbers = np.geomspace(least, most, TRIED)
            for record in RIGHT_RECORDINGS:
                number = _best(data, passes, numbers, losses, record, _with(name, right))
                yield found_training(data, passes, replace(right, **{name: number}), name, record)
        if (starts := _starts(data, losses[0])) is not None:
            angles = np.linspace(0, 2 * np.pi, TRIED)
            angle = _best(data, passes, angles, losses, losses_before, _from(starts, right))
            w, b = starts(np.array([angle]))
            yield found_training(data, passes, replace(right, start=(float(w[0]), float(b[0]))), "start", losses_before)


def _with(name: str, how: Training) -> Callable[[np.ndarray], Training]:
    return lambda numbers: replace(how, **{name: numbers})


def _from(starts: Callable, how: Training) -> Callable[[np.ndarray], Training]:
    return lambda angles: replace(how, start=tuple(starts(angles)))


def _starts(data: Problem, loss: float) -> Callable | None:
    """The starts with a given loss lie on an ellipse: gives them by their angle. None when there is no such start."""
    m = data.totals
    root = np.linalg.cholesky(np.array([[m.xx, m.x], [m.x, 1.0]]))
    best = np.linalg.solve(root @ root.T, np.array([m.xy, m.y]))
    excess = loss - mean_squared_error(tuple(best), m)
    if not 0 < excess < FARTHEST:
        return None
    return lambda angle: (
        best[:, None] + np.linalg.solve(root.T, np.sqrt(excess) * np.stack([np.cos(angle), np.sin(angle)]))
    )


def _best(
    data: Problem,
    passes: Sequence[Pass],
    tried: np.ndarray,
    losses: Sequence[float],
    record: Recording,
    trainings: Callable[[np.ndarray], Training],
) -> float:
    """The number whose training comes nearest to the losses, where it comes least near, on a log scale."""
    wanted = _logs(np.asarray(losses, dtype=float))[:, None]
    for _ in range(ROUNDS):
        with np.errstate(all="ignore"):  # most step sizes run away
            found = np.stack(np.broadcast_arrays(*record(data, train(data, passes, trainings(tried)))))
        logs = _logs(found[: len(wanted)])
        place = int(np.argmin(np.abs(logs - wanted[: len(logs)]).max(axis=0)))
        best = float(tried[place])
        low, high = tried[max(place - 1, 0)], tried[min(place + 1, len(tried) - 1)]
        tried = np.linspace(low, high, TRIED_AGAIN)
    return best


def _logs(values: np.ndarray) -> np.ndarray:
    return np.log(np.clip(np.nan_to_num(values, nan=FARTHEST), LEAST, FARTHEST))
