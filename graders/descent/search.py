"""Searching for one unknown number of a training: a step size, a momentum, a weight decay, or other start values.

Known passes and a known target leave one unknown and many losses, so that what is found and fits is no accident. All
that is tried for one target is trained at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from graders.descent.candidates import Known
from graders.descent.recordings import RIGHT_RECORDINGS, Recording
from graders.descent.simulator import Pass, Problem, Training, losses_before, mean_squared_error, train
from graders.descent.task import Task

# So many values are tried at first, and then around the best one, in a range that shrinks by a factor of 30 each time.
TRIED = 512
TRIED_AGAIN = 65
ROUNDS = 4

# Between which values people may set these; nearer to the right ones, losses hardly differ from right ones.
NUMBERS = {"lr": (1e-5, 3.0), "momentum": (0.02, 0.99), "decay": (1e-3, 1.0)}

MOST_UPDATES = 120  # of a training that is tried so often

LEAST = 1e-12  # no loss is taken for smaller, so that it has a logarithm
FARTHEST = 1e12

_OPTIMIZER = (
    "Your losses are those of an optimizer with {kind}: leave it out, as in `torch.optim.SGD([w, b], lr={step})`."
)
# What may be found: its name, and what a teacher would say.
FOUND = {
    "lr": ("step size {lr:.3g}", "Your losses are those of the step size {lr:.3g}: it should be {step}."),
    "start": ("other start values", "Your losses begin at other start values: this lab starts at w = {w}, b = {b}."),
    "momentum": ("momentum", _OPTIMIZER),
    "decay": ("weight decay", _OPTIMIZER),
}
KINDS = {"momentum": "momentum", "decay": "weight decay"}

Starts = Callable[[np.ndarray], np.ndarray]  # the starts (w, b) with the first loss, by their angle


class _Unknown(NamedTuple):
    """What is searched for, the angle of a "start" or a number of a training, and how the losses were recorded."""

    kind: str
    record: Recording


def searched(data: Problem, task: Task, passes: Sequence[Pass], losses: Sequence[float]) -> Iterator[Known]:
    """The best fit of each kind of unknown; whether it gives the same list remains to be seen."""
    starts = _starts(data, losses[0])
    unknowns = [_Unknown(kind, record) for kind in NUMBERS for record in RIGHT_RECORDINGS]
    unknowns += [_Unknown("start", losses_before)] if starts is not None else []
    for target in task.targets:
        right = task.training(target=target)
        found = _best(data, passes, losses, unknowns, right, starts)
        for unknown, number in zip(unknowns, found, strict=True):
            if unknown.kind == "start":
                w, b = starts(np.array([number]))
                how = replace(right, start=(float(w[0]), float(b[0])))
            else:
                how = replace(right, **{unknown.kind: number})
            trace = train(data, passes, how)
            texts = (task.text(text, lr=how.lr, kind=KINDS.get(unknown.kind, "")) for text in FOUND[unknown.kind])
            made = tuple(map(float, unknown.record(data, trace)))
            yield Known(*texts, made, ends=tuple(trace.ends))


def _starts(data: Problem, loss: float) -> Starts | None:
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
    losses: Sequence[float],
    unknowns: Sequence[_Unknown],
    right: Training,
    starts: Starts | None,
) -> list[float]:
    """For each unknown the number whose training comes nearest, where it comes least near, on a log scale."""
    wanted = _logs(np.asarray(losses, dtype=float))[:, None]
    tried = [np.geomspace(*NUMBERS[u.kind], TRIED) if u.kind in NUMBERS else _angles() for u in unknowns]
    found = [_first(data, tuple(passes), right, u.kind)[u.record] if u.kind in NUMBERS else None for u in unknowns]
    best = []
    for _ in range(ROUNDS):
        left = [number for number, logs in enumerate(found) if logs is None]
        if left:
            some = [unknowns[number] for number in left], [tried[number] for number in left]
            for number, logs in zip(left, _tried(data, passes, *some, right, starts), strict=True):
                found[number] = logs
        best = []
        for number, (logs, values) in enumerate(zip(found, tried, strict=True)):
            logs = logs[: len(wanted)]
            place = int(np.argmin(np.abs(logs - wanted[: len(logs)]).max(axis=0)))
            best.append(float(values[place]))
            low, high = values[max(place - 1, 0)], values[min(place + 1, len(values) - 1)]
            tried[number] = np.linspace(low, high, TRIED_AGAIN)
        found = [None] * len(unknowns)
    return best


@lru_cache(maxsize=128)
def _first(data: Problem, passes: tuple[Pass, ...], right: Training, kind: str) -> dict[Recording, np.ndarray]:
    """What is tried first is the same for every list."""
    unknowns = [_Unknown(kind, record) for record in RIGHT_RECORDINGS]
    values = [np.geomspace(*NUMBERS[kind], TRIED)] * len(unknowns)
    return dict(zip(RIGHT_RECORDINGS, _tried(data, passes, unknowns, values, right, None), strict=True))


def _tried(
    data: Problem,
    passes: Sequence[Pass],
    unknowns: Sequence[_Unknown],
    tried: Sequence[np.ndarray],
    right: Training,
    starts: Starts | None,
) -> list[np.ndarray]:
    """The logarithms of the losses of each unknown's trainings, all trained at once (losses, values)."""
    with np.errstate(all="ignore"):  # most step sizes run away
        trace = train(data, passes, _trainings(unknowns, tried, right, starts))
        logs = {record: _logs(np.stack(np.broadcast_arrays(*record(data, trace)))) for record in RIGHT_RECORDINGS}
    places = np.cumsum([0, *map(len, tried)])
    return [logs[u.record][:, begin:end] for u, begin, end in zip(unknowns, places, places[1:], strict=False)]


def _angles() -> np.ndarray:
    return np.linspace(0, 2 * np.pi, TRIED)


def _trainings(
    unknowns: Sequence[_Unknown], tried: Sequence[np.ndarray], right: Training, starts: Starts | None
) -> Training:
    """All trainings that are tried, side by side: the right one but for its own unknown."""
    columns = {name: [np.full(len(values), getattr(right, name)) for values in tried] for name in NUMBERS}
    lines = [np.repeat(np.array(right.start)[:, None], len(values), axis=1) for values in tried]
    for place, (unknown, values) in enumerate(zip(unknowns, tried, strict=True)):
        if unknown.kind == "start":
            lines[place] = starts(values)
        else:
            columns[unknown.kind][place] = values
    sides = {name: np.concatenate(column) for name, column in columns.items()}
    return replace(right, start=tuple(np.concatenate(lines, axis=1)), **sides)


def _logs(values: np.ndarray) -> np.ndarray:
    return np.log(np.clip(np.nan_to_num(values, nan=FARTHEST), LEAST, FARTHEST))
