"""Question 4: the training loop as it is written wrongly, for many sets of data at a time.

Independent of the graders. Every array has one row for each set of data; theta is (slope, bias), two such arrays.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from proof.lab1_from_scratch.functions import right_gradient

EPOCHS, POINTS, FIRST_X = 1000, 100, -50

Batch = tuple[np.ndarray, np.ndarray]  # x and y
Theta = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Way:
    """A way to train.

    Attributes:
        size, step: of the batches, and of each step.
        gradient: as `linear_gradient`.
        take: of which batches each epoch takes the steps, given those that `minibatches` gives.
        learn: by what the steps for slope and bias are multiplied.
        again: where each epoch begins: None where the one before ended, () at the start, or at numbers.
        momentum: by what the step before is multiplied, and added.
        keep: whether the gradients of the epoch's earlier batches stay in the mean.
        bias_after: whether the gradient for the bias is taken after the step of the slope.
        each_batch: whether theta is written down after each batch.
        seed: of another shuffle, or None.
        shuffle: whether batches are shuffled.
    """

    size: int = 20
    step: float = 0.001
    gradient: Callable = right_gradient
    take: Callable[[list[Batch]], list[Batch]] = list
    learn: tuple[int, int] = (1, 1)
    again: tuple[float, ...] | None = None
    momentum: float = 0.0
    keep: bool = False
    bias_after: bool = False
    each_batch: bool = False
    seed: int | None = None
    shuffle: bool = True


@dataclass(frozen=True)
class Data:
    """The data of all sets."""

    values: Sequence
    walks: dict[Way, np.ndarray] = field(default_factory=dict)
    _orders: dict[int | None, np.ndarray] = field(default_factory=dict)

    @cached_property
    def line(self) -> Theta:
        """Slope and bias of each set."""
        return tuple(np.array([one[name] for one in self.values], float) for name in ("SLOPE", "BIAS"))

    @cached_property
    def start(self) -> Theta:
        """Where each notebook begins."""
        dice = [random.Random(one["SEED"]) for one in self.values]
        return tuple(np.array([one.uniform(-1, 1) for one in dice]) for _ in range(2))

    def orders(self, seed: int | None) -> np.ndarray:
        """The x of each epoch (sets, epochs, points), shuffled after the start, or after a seed."""
        if seed not in self._orders:
            self._orders[seed] = np.array([_shuffled(one["SEED"], seed) for one in self.values], np.int8)
        return self._orders[seed]


def _shuffled(own: int, other: int | None) -> list[list[int]]:
    dice = random.Random(own)
    dice.uniform(-1, 1), dice.uniform(-1, 1)
    if other is not None:
        dice.seed(other)
    found = []
    for _ in range(EPOCHS):
        points = list(range(FIRST_X, FIRST_X + POINTS))
        dice.shuffle(points)
        found.append(points)
    return found


@np.errstate(all="ignore")  # some trainings run away
def walk(data: Data, way: Way) -> np.ndarray:
    """Theta after each epoch, or after each batch: (sets, epochs, 2)."""
    if way not in data.walks:
        data.walks[way] = np.array([*_thetas(data, way)]).transpose(2, 0, 1)
    return data.walks[way]


def _thetas(data: Data, way: Way) -> Iterator[Theta]:
    slope, bias = (row[:, None] for row in data.line)
    theta, moved = data.start, (0.0, 0.0)
    in_order = np.broadcast_to(np.arange(FIRST_X, FIRST_X + POINTS), (len(data.values), POINTS))
    orders = data.orders(way.seed) if way.shuffle else None
    for epoch in range(EPOCHS):
        if way.again is not None:
            theta = tuple(np.full(len(data.values), number) for number in way.again) or data.start
        points = (in_order if orders is None else orders[:, epoch]).astype(float)
        pairs = points, slope * points + bias
        batches = [tuple(one[:, i : i + way.size] for one in pairs) for i in range(0, POINTS, way.size)]
        kept = [0.0, 0.0, 0]
        for x, y in way.take(batches):
            sums = [one.sum(axis=1) for one in way.gradient(x, y, (theta[0][:, None], theta[1][:, None]))]
            kept = [kept[0] + sums[0], kept[1] + sums[1], kept[2] + x.shape[1]] if way.keep else [*sums, x.shape[1]]
            moved = tuple(way.momentum * moved[i] + kept[i] / kept[2] for i in range(2))
            after = tuple(theta[i] - way.step * way.learn[i] * moved[i] for i in range(2))
            if way.bias_after:
                second = way.gradient(x, y, (after[0][:, None], theta[1][:, None]))[1].mean(axis=1)
                after = after[0], theta[1] - way.step * second
            theta = after
            if way.each_batch:
                yield theta
        if not way.each_batch:
            yield theta


def together(batches: list[Batch]) -> Batch:
    """All batches of an epoch as one."""
    return tuple(np.concatenate(parts, axis=1) for parts in zip(*batches, strict=True))


def singly(batches: list[Batch]) -> list[Batch]:
    """Each pair by itself."""
    x, y = together(batches)
    return [(x[:, i : i + 1], y[:, i : i + 1]) for i in range(x.shape[1])]


def pair(which: slice) -> Callable[[list[Batch]], list[Batch]]:
    """Of each batch only these pairs."""
    return lambda batches: [(x[:, which], y[:, which]) for x, y in batches]


SIZES = (2, 4, 5, 10, 15, 19, 21, 25, 30, 40, 50)
STEPS = (1.0, 0.1, 0.01, 0.005, 0.0001, 0.00001)

WAYS: dict[str, list[Way]] = {
    "all points at once": [Way(take=lambda batches: [together(batches)]), Way(size=100)],
    "all points for each batch": [Way(take=lambda batches: [together(batches)] * len(batches))],
    "a step for each pair": [Way(take=singly)],
    "step after the inner loop": [Way(take=lambda batches: batches[-1:])],
    "first batch only": [Way(take=lambda batches: batches[:1]), Way(take=lambda batches: batches[:1], shuffle=False)],
    "last pair of each batch": [Way(take=pair(slice(-1, None)))],
    "first pair of each batch": [Way(take=pair(slice(1)))],
    "sum instead of mean": [Way(step=0.001 * 20)],
    "uphill": [Way(step=-0.001)],
    "start in each epoch": [Way(again=())],
    "no progress": [Way(again=(0.5, 0.5))],
    "gradients of earlier batches kept": [Way(keep=True)],
    "bias never changed": [Way(learn=(1, 0))],
    "slope never changed": [Way(learn=(0, 1))],
    "slope changed too early": [Way(bias_after=True)],
    "mean over all pairs": [Way(step=0.001 * 20 / 100)],
    "half the step": [Way(step=0.0005)],
    "twice the step": [Way(step=0.002)],
    "too fast": [Way(size=7), Way(step=0.0012), Way(momentum=0.5), Way(size=19, seed=99)],
    "too slow": [Way(step=0.0003), Way(step=0.0007), Way(size=34), Way(size=25, seed=99)],
    "training runs away": [Way(step=0.05), Way(step=0.003)],
    "theta after each batch": [Way(each_batch=True)],
    **{f"step size {step:g}": [Way(step=step)] for step in STEPS},
    **{f"batch size {size}": [Way(size=size), Way(size=size, shuffle=False)] for size in SIZES},
}
