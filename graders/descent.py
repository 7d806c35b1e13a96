"""The oracle: gradient descent on a line, simulated from the parameters of the data alone.

The data is made with torch, exactly as the notebook makes it; training is simulated in float64. A batch enters the
gradient and the loss of a line only through five means, so a step costs a few multiplications, and the same code
trains one line or, given arrays, thousands at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import torch

# What every right answer shares, whatever the data: none of these is a parameter of the notebook.
POINTS = 60
BATCH_SIZE = 20
EPOCHS = 10
STEP = 0.1
START = (-15.0, -10.0)

Batch = tuple[int, ...]
Pass = tuple[Batch, ...]  # one pass over the data: its index batches, in order


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


def mean_squared_error(line: tuple, m: Moments):
    """Mean of (w x + b - y)² over the points of `m`, for `line` = (w, b)."""
    w, b = line
    return w * (w * m.xx + 2.0 * b * m.x - 2.0 * m.xy) + b * (b - 2.0 * m.y) + m.yy


@dataclass(frozen=True, eq=False)
class Problem:
    """The data of one run; hashed by identity, and there is one for each set of parameters.

    Attributes:
        x, clean, noisy: the points (n,), the line on them, and the line with noise.
        start: the line (w, b) that training begins with.
        start_loss: the loss at the start values.
        noise_floor: the loss of the data's own line, which training ends near.
    """

    slope: float
    bias: float
    noise: float
    seed: int
    x: np.ndarray
    clean: np.ndarray
    noisy: np.ndarray
    start: tuple[float, float] = START
    totals: Moments = field(init=False)
    start_loss: float = field(init=False)
    noise_floor: float = field(init=False)
    _moments: dict = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "totals", Moments(*map(float, moments(self.x, self.noisy))))
        object.__setattr__(self, "start_loss", float(mean_squared_error(self.start, self.totals)))
        object.__setattr__(self, "noise_floor", float(mean_squared_error((self.slope, self.bias), self.totals)))

    def target(self, name: str) -> np.ndarray:
        """What a training takes for y: "clean", "noisy", or a line "typed:<slope>:<bias>"."""
        if name.startswith("typed:"):
            slope, bias = map(float, name.split(":")[1:])
            return slope * self.x + bias
        return {"clean": self.clean, "noisy": self.noisy}[name]

    def batch_moments(self, batch: Batch, target: str) -> Moments:
        """Moments of one index batch, remembered: many trainings use the same batches."""
        key = batch, target
        if key not in self._moments:
            if len(self._moments) > 2_000:  # shuffled batches never come again; keep memory bounded
                self._moments.clear()
            index = list(batch)
            self._moments[key] = Moments(*map(float, moments(self.x[index], self.target(target)[index])))
        return self._moments[key]


def problem(parameters: Mapping[str, float]) -> Problem:
    """The data made from the values of the parameters cell: SLOPE, BIAS, NOISE, SEED."""
    return _problem(*(parameters[name] for name in ("SLOPE", "BIAS", "NOISE", "SEED")))


@lru_cache(maxsize=256)
def _problem(slope: float, bias: float, noise: float, seed: float) -> Problem:
    x = torch.arange(-3, 3, 0.1).view(-1, 1)
    clean = slope * x + bias
    generator = torch.Generator().manual_seed(int(seed))  # the same stream as torch.manual_seed gives
    noisy = clean + noise * torch.randn(x.size(), generator=generator)
    columns = (t.double().numpy().reshape(-1) for t in (x, clean, noisy))
    return Problem(slope, bias, noise, int(seed), *columns)


def in_order(batch_size: int, *, drop_last: bool = False, points: int = POINTS) -> Pass:
    """One unshuffled pass, as a DataLoader makes it."""
    batches = tuple(tuple(range(i, min(i + batch_size, points))) for i in range(0, points, batch_size))
    return tuple(b for b in batches if len(b) == batch_size) if drop_last else batches


@dataclass(frozen=True)
class Training:
    """How a line is trained; the defaults are the right way.

    Attributes:
        gradient_of: "batch", "all" points at every update, or "pairs": each prediction meets each y of its batch,
            which is what (n, 1) minus (n,) makes of shapes.
        update: after each "batch", or once a "pass", with what the batches' gradients add up to.
        learn, twice, zero: which of "w" and "b" are updated, updated twice, and have their gradients zeroed.
        restart: w and b go back to their start values before every epoch.
        momentum, decay: as torch.optim.SGD takes them.
        gradient: what w.grad and b.grad hold before the first update, which adds to it.
    """

    target: str = "clean"
    lr: float = STEP
    start: tuple[float, float] = START
    gradient_of: str = "batch"
    update: str = "batch"
    learn: str = "wb"
    twice: str = ""
    zero: str = "wb"
    restart: bool = False
    momentum: float = 0.0
    decay: float = 0.0
    gradient: tuple[float, float] = (0.0, 0.0)


RIGHT = Training()


class Trace(NamedTuple):
    """What a training passes through.

    Attributes:
        starts, ends: the line (w, b) before and after each epoch.
        updates: for each epoch, the line before each of its updates.
        batch_losses: for each epoch, the loss of each batch, before its update, against the training's target.
        last: for each epoch, the last batch of its pass.
    """

    starts: list[tuple]
    ends: list[tuple]
    updates: list[list[tuple]]
    batch_losses: list[list]
    last: list[Moments]


def train(data: Problem, passes: Sequence[Pass], how: Training = RIGHT) -> Trace:
    """Simulate one training: one epoch for each pass."""
    prepared: dict[int, list[Moments]] = {}  # most trainings have one pass again and again
    for one in passes:
        if id(one) not in prepared:
            prepared[id(one)] = [data.batch_moments(batch, how.target) for batch in one]
    return descend(
        [prepared[id(one)] for one in passes], how, data.batch_moments(tuple(range(len(data.x))), how.target)
    )


def descend(epochs: Sequence[Sequence[Moments]], how: Training, totals: Moments) -> Trace:
    """Gradient descent over batches given by their moments (floats or arrays); `totals` are those of all points.

    What is a number in `how` may be an array too, to try many at once.
    """
    w, b = how.start
    grad_w, grad_b = how.gradient
    speed_w = speed_b = 0.0
    trace = Trace([], [], [], [], [])
    # Looked up once: this loop is most of what grading takes.
    lr, momentum, decay, each_pass = how.lr, how.momentum, how.decay, how.update == "pass"
    (learns_w, learns_b), (twice_w, twice_b), (zero_w, zero_b) = (
        ("w" in names, "b" in names) for names in (how.learn, how.twice, how.zero)
    )
    for batches in epochs:
        if how.restart:
            w, b = how.start
        trace.starts.append((w, b))
        trace.last.append(batches[-1])
        lines, losses = [], []
        for number, batch in enumerate(batches, 1):
            m = totals if how.gradient_of == "all" else batch
            if how.gradient_of == "pairs":
                m = m._replace(xy=m.x * m.y)
            lines.append((w, b))
            losses.append(mean_squared_error((w, b), m))
            grad_w = grad_w + 2.0 * (w * m.xx + b * m.x - m.xy)
            grad_b = grad_b + 2.0 * (w * m.x + b - m.y)
            if each_pass and number < len(batches):
                continue
            speed_w = momentum * speed_w + grad_w + decay * w
            speed_b = momentum * speed_b + grad_b + decay * b
            w = w - lr * speed_w if learns_w else w
            b = b - lr * speed_b if learns_b else b
            w = w - lr * speed_w if twice_w else w
            b = b - lr * speed_b if twice_b else b
            grad_w = 0.0 if zero_w else grad_w
            grad_b = 0.0 if zero_b else grad_b
        trace.updates.append(lines)
        trace.batch_losses.append(losses)
        trace.ends.append((w, b))
    return trace


def losses_before(data: Problem, trace: Trace) -> list:
    """The loss on all points before each epoch: how the lab records it."""
    return [mean_squared_error(line, data.totals) for line in trace.starts]


def losses_after(data: Problem, trace: Trace) -> list:
    """The loss on all points after each epoch, which is as right."""
    return [mean_squared_error(line, data.totals) for line in trace.ends]


@lru_cache(maxsize=1024)
def reference(data: Problem, batch_size: int) -> tuple[float, ...]:
    """The losses of the lab's own training: batch size 60 is the full batch, on noisy y; the others on clean y."""
    target = "noisy" if batch_size == POINTS else "clean"
    trace = train(data, [in_order(batch_size)] * EPOCHS, Training(target=target))
    return tuple(losses_before(data, trace))
