"""The oracle: gradient descent on a line, simulated in float64.

A batch enters the gradient and the loss of a line only through five means, so a step costs a few multiplications, and
the same code trains one line or, given arrays, thousands side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

Batch = tuple[int, ...]
Pass = tuple[Batch, ...]  # one pass over the data: its index batches, in order
Pair = tuple  # two numbers, or two arrays with one element a training: of w, and of b


class Moments(NamedTuple):
    """The means over a batch by which it enters loss and gradient; floats, or arrays with one element a training."""

    xx: float
    x: float
    xy: float
    y: float
    yy: float


def moments(x: np.ndarray, y: np.ndarray) -> Moments:
    """Means over the last axis."""
    return Moments(*(m.mean(axis=-1) for m in (x * x, x, x * y, y, y * y)))


def mean_squared_error(line: Pair, m: Moments):
    """Mean of (w x + b - y)² over the points of `m`, for `line` = (w, b)."""
    w, b = line
    return w * (w * m.xx + 2.0 * b * m.x - 2.0 * m.xy) + b * (b - 2.0 * m.y) + m.yy


@dataclass(frozen=True, eq=False)
class Problem:
    """The data of one run; hashed by identity, and there is one for each set of parameters.

    Attributes:
        slope, bias: the data's own line.
        noise: by how much the data lies off that line, as a standard deviation.
        x, clean, noisy: the points (n,), the line on them, and the line with noise.
        start: the line (w, b) that training begins with.
        handed: the x and the y (n,) that the student's own Dataset hands out, where these are others.
        start_loss: the loss at the start values.
        noise_floor: the loss of the data's own line, which training ends near.
    """

    slope: float
    bias: float
    noise: float
    x: np.ndarray
    clean: np.ndarray
    noisy: np.ndarray
    start: tuple[float, float]
    handed: tuple[np.ndarray, np.ndarray] | None = None
    totals: Moments = field(init=False)
    start_loss: float = field(init=False)
    noise_floor: float = field(init=False)
    _moments: dict = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "totals", Moments(*map(float, moments(self.x, self.noisy))))
        object.__setattr__(self, "start_loss", float(mean_squared_error(self.start, self.totals)))
        object.__setattr__(self, "noise_floor", float(mean_squared_error((self.slope, self.bias), self.totals)))

    def points(self, target: str) -> tuple[np.ndarray, np.ndarray]:
        """What a training takes for x and y: "handed" by the student's Dataset; or x, and for y "clean" or "noisy",
        with "-" for its negative, "2" for twice as much, "+1" or "-1" for one more or less, or "reversed"; "x" itself;
        or a line "typed:<slope>:<bias>"."""
        return self.handed if target == "handed" else (self.x, self._target(target))

    def _target(self, name: str) -> np.ndarray:
        kind, _, how = name.partition(" ")
        if name.startswith("typed:"):
            slope, bias = map(float, name.split(":")[1:])
            return slope * self.x + bias
        y = {"clean": self.clean, "noisy": self.noisy, "x": self.x}[kind]
        return {"": y, "-": -y, "2": 2 * y, "+1": y + 1, "-1": y - 1, "reversed": y[::-1]}[how]

    def batch_moments(self, batch: Batch, target: str) -> Moments:
        """Moments of one index batch, remembered: many trainings use the same batches."""
        key = batch, target
        if key not in self._moments:
            if len(self._moments) > 5_000:  # shuffled batches never come again; keep memory bounded
                self._moments.clear()
            index = list(batch)
            x, y = self.points(target)
            self._moments[key] = Moments(*map(float, moments(x[index], y[index])))
        return self._moments[key]

    def all_moments(self, target: str) -> Moments:
        """Moments of all points."""
        return self.batch_moments(tuple(range(len(self.x))), target)


@lru_cache(maxsize=64)
def with_data(data: Problem, y: tuple[float, ...]) -> Problem:
    """The same points and line with other data (n,)."""
    return replace(data, noisy=np.array(y))


@lru_cache(maxsize=64)
def with_handed(data: Problem, x: tuple[float, ...], y: tuple[float, ...]) -> Problem:
    """The same data, of which a Dataset hands out something else (n,)."""
    return replace(data, handed=(np.array(x), np.array(y)))


def in_order(batch_size: int, points: int, *, drop_last: bool = False) -> Pass:
    """One unshuffled pass, as a DataLoader makes it."""
    batches = tuple(tuple(range(i, min(i + batch_size, points))) for i in range(0, points, batch_size))
    return tuple(b for b in batches if len(b) == batch_size) if drop_last else batches


@dataclass(frozen=True)
class Training:
    """How a line is trained; each number may be an array, to train many side by side.

    Attributes:
        target: what it learns, as `Problem.points` has it.
        lr: the step size.
        start: the line (w, b) that it begins with.
        gradient_of: "batch", "all" points at every update, "pairs": each prediction meets each y of its batch, which
            is what (n, 1) minus (n,) makes of shapes, or "every y": each meets each y of all points.
        learn: how many times w and b are changed at an update: once, or never, or twice.
        keep: the share of their gradients that is left after an update: none when they are set to zero.
        each_pass: 1 where one update is made at the end of a pass, with what the batches' gradients add up to.
        restart: 1 where w and b go back to their start values before every epoch.
        idle: the number of epochs at the beginning in which nothing is updated.
        momentum, decay: as torch.optim.SGD takes them.
        gradient: what w.grad and b.grad hold before the first update, which adds to it.
    """

    target: str
    lr: float
    start: Pair
    gradient_of: str = "batch"
    learn: Pair = (1.0, 1.0)
    keep: Pair = (0.0, 0.0)
    each_pass: float = 0.0
    restart: float = 0.0
    idle: float = 0.0
    momentum: float = 0.0
    decay: float = 0.0
    gradient: Pair = (0.0, 0.0)


class Trace(NamedTuple):
    """What a training passes through.

    Attributes:
        starts, ends: the line (w, b) before and after each epoch.
        updates: for each epoch, the line before each of its updates.
        batch_losses: for each epoch, the loss of each batch, before its update, against the training's target.
        last: for each epoch, the last batch of its pass.
    """

    starts: list[Pair]
    ends: list[Pair]
    updates: list[list[Pair]]
    batch_losses: list[list]
    last: list[Moments]


def train(data: Problem, passes: Sequence[Pass], how: Training) -> Trace:
    """Simulate one training: one epoch for each pass."""
    prepared: dict[int, list[Moments]] = {}  # most trainings have one pass again and again
    for one in passes:
        if id(one) not in prepared:
            prepared[id(one)] = [met(data, batch, how) for batch in one]
    return descend([prepared[id(one)] for one in passes], how)


def met(data: Problem, batch: Batch, how: Training) -> Moments:
    """The moments that one batch enters a training with."""
    own = data.batch_moments(batch, how.target)
    if how.gradient_of == "batch":
        return own
    if how.gradient_of == "pairs":
        return own._replace(xy=own.x * own.y)
    every = data.all_moments(how.target)
    if how.gradient_of == "every y":
        return Moments(own.xx, own.x, own.x * every.y, every.y, every.yy)
    return every


def descend(epochs: Sequence[Sequence[Moments]], how: Training) -> Trace:
    """Gradient descent over batches given by their moments (floats or arrays)."""
    w, b = how.start
    grad_w, grad_b = how.gradient
    speed_w = speed_b = 0.0
    trace = Trace([], [], [], [], [])
    # Looked up once: this loop is most of what grading takes.
    lr, momentum, decay = how.lr, how.momentum, how.decay
    (step_w, step_b), (keep_w, keep_b) = (lr * how.learn[0], lr * how.learn[1]), how.keep
    waits, restarts, idles = (bool(np.any(part)) for part in (how.each_pass, how.restart, how.idle))
    plain = not (waits or idles or np.any(momentum) or np.any(decay))
    for number, batches in enumerate(epochs):
        if restarts:
            w, b = (np.where(how.restart, *places) for places in zip(how.start, (w, b), strict=True))
        trace.starts.append((w, b))
        trace.last.append(batches[-1])
        lines, losses = [], []
        for place, m in enumerate(batches, 1):
            lines.append((w, b))
            losses.append(mean_squared_error((w, b), m))
            grad_w = grad_w + 2.0 * (w * m.xx + b * m.x - m.xy)
            grad_b = grad_b + 2.0 * (w * m.x + b - m.y)
            if plain:
                w, b = w - step_w * grad_w, b - step_b * grad_b
                grad_w, grad_b = grad_w * keep_w, grad_b * keep_b
                continue
            updates = 1.0 if place == len(batches) or not waits else 1.0 - how.each_pass
            if idles:
                updates = updates * (number >= how.idle)
            speed_w = speed_w + updates * ((momentum - 1.0) * speed_w + grad_w + decay * w)
            speed_b = speed_b + updates * ((momentum - 1.0) * speed_b + grad_b + decay * b)
            w, b = w - updates * step_w * speed_w, b - updates * step_b * speed_b
            zeroed = updates if not idles else np.maximum(updates, number < how.idle)
            grad_w, grad_b = grad_w * (1.0 - zeroed * (1.0 - keep_w)), grad_b * (1.0 - zeroed * (1.0 - keep_b))
        trace.updates.append(lines)
        trace.batch_losses.append(losses)
        trace.ends.append((w, b))
    return trace


def losses_before(data: Problem, trace: Trace) -> list:
    """The loss on all points before each epoch: how the labs record it."""
    return [mean_squared_error(line, data.totals) for line in trace.starts]


def losses_after(data: Problem, trace: Trace) -> list:
    """The loss on all points after each epoch, which is as right."""
    return [mean_squared_error(line, data.totals) for line in trace.ends]
