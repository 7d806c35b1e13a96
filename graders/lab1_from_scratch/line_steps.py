"""Gradient descent on a line y = slope * x + bias over x = -50 … 49, one epoch at a time.

An epoch takes theta = (slope, bias) and the batches, which are tuples of x, and gives the theta after it. The gradient
of each point is affine in theta, so that it is six numbers, and a student's own gradient can take the place of the
right one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from random import Random

XS = range(-50, 50)
BATCH_SIZE = 20
STEP_SIZE = 0.001
EPOCHS = 1000

Theta = tuple[float, float]
Batch = tuple[int, ...]
Affine = tuple[float, float, float, float, float, float]  # a, b, c, d, e, f: (a*slope + b*bias + c, d*slope + …)


class Gradients(dict[int, Affine]):
    """The gradient of each point, by x."""

    def __init__(self, points: Iterable[tuple[int, Affine]]) -> None:
        super().__init__(points)
        self._means: dict[Batch, Affine] = {}

    def mean(self, batch: Batch) -> Affine:
        """The mean gradient of a batch."""
        if batch not in self._means:
            parts = zip(*(self[x] for x in batch), strict=True)
            self._means[batch] = tuple(sum(part) / len(batch) for part in parts)
        return self._means[batch]


Epoch = Callable[[Theta, Sequence[Batch], Gradients, float], Theta]


def right_gradients(slope: float, bias: float) -> Gradients:
    """The gradient of each point of the line, by x."""
    return Gradients((x, _right(x, slope * x + bias)) for x in XS)


def _right(x: int, y: float) -> Affine:
    return 2.0 * x * x, 2.0 * x, -2.0 * x * y, 2.0 * x, 2.0, -2.0 * y


def start(seed: int) -> Theta:
    """Where the notebook begins."""
    dice = Random(seed)
    return dice.uniform(-1, 1), dice.uniform(-1, 1)


def cut(order: Sequence[int] = XS, size: int = BATCH_SIZE) -> list[Batch]:
    """The batches of one epoch."""
    return [tuple(order[i : i + size]) for i in range(0, len(order), size)]


@lru_cache(maxsize=1024)
def shuffled_orders(seed: int, epochs: int, way: str = "shuffle") -> tuple[tuple[int, ...], ...]:
    """The order of the points in the first epochs, when nothing else draws random numbers after the start.

    Args:
        seed: of the run.
        epochs: how many orders.
        way: "shuffle" for `random.shuffle` of a copy; "sample" for `random.sample`; "on" for `random.shuffle` of the
            same list again and again.
    """
    dice = Random(seed)
    dice.uniform(-1, 1), dice.uniform(-1, 1)
    orders, points = [], list(XS)
    for _ in range(epochs):
        if way == "sample":
            orders.append(tuple(dice.sample(XS, len(XS))))
            continue
        points = points if way == "on" else list(XS)
        dice.shuffle(points)
        orders.append(tuple(points))
    return tuple(orders)


def step(theta: Theta, gradient: Affine, size: float) -> Theta:
    """One step downhill."""
    slope, bias = theta
    a, b, c, d, e, f = gradient
    return slope - size * (a * slope + b * bias + c), bias - size * (d * slope + e * bias + f)


def mini_batches(theta: Theta, batches: Sequence[Batch], gradients: Gradients, size: float) -> Theta:
    """An epoch of one step for each batch, with the mean gradient: what the question asks for."""
    for batch in batches:
        theta = step(theta, gradients.mean(batch), size)
    return theta


def sums(theta: Theta, batches: Sequence[Batch], gradients: Gradients, size: float) -> Theta:
    """An epoch of steps with the sum of the gradients."""
    for batch in batches:
        theta = step(theta, gradients.mean(batch), size * len(batch))
    return theta


def each_point(theta: Theta, batches: Sequence[Batch], gradients: Gradients, size: float) -> Theta:
    """An epoch of one step for each point."""
    for batch in batches:
        for x in batch:
            theta = step(theta, gradients[x], size)
    return theta


def last_batch(theta: Theta, batches: Sequence[Batch], gradients: Gradients, size: float) -> Theta:
    """An epoch of one step, with the last batch."""
    return mini_batches(theta, batches[-1:], gradients, size)


def first_batch(theta: Theta, batches: Sequence[Batch], gradients: Gradients, size: float) -> Theta:
    """An epoch of one step, with the first batch."""
    return mini_batches(theta, batches[:1], gradients, size)


def last_points(theta: Theta, batches: Sequence[Batch], gradients: Gradients, size: float) -> Theta:
    """An epoch of one step for each batch, with the gradient of its last point."""
    return mini_batches(theta, [batch[-1:] for batch in batches], gradients, size)


def first_points(theta: Theta, batches: Sequence[Batch], gradients: Gradients, size: float) -> Theta:
    """An epoch of one step for each batch, with the gradient of its first point."""
    return mini_batches(theta, [batch[:1] for batch in batches], gradients, size)


def all_points(theta: Theta, batches: Sequence[Batch], gradients: Gradients, size: float) -> Theta:
    """An epoch of one step with all points: batch gradient descent."""
    return step(theta, gradients.mean(tuple(XS)), size)


def all_points_each(theta: Theta, batches: Sequence[Batch], gradients: Gradients, size: float) -> Theta:
    """An epoch of one step for each batch, but each with all points."""
    for _ in batches:
        theta = step(theta, gradients.mean(tuple(XS)), size)
    return theta


def kept_gradients(theta: Theta, batches: Sequence[Batch], gradients: Gradients, size: float) -> Theta:
    """An epoch in which the list of gradients is not emptied after a batch."""
    seen: list[Theta] = []
    for batch in batches:
        for x in batch:
            moved = step(theta, gradients[x], 1.0)
            seen.append((theta[0] - moved[0], theta[1] - moved[1]))
        theta = tuple(t - size * sum(part) / len(seen) for t, part in zip(theta, zip(*seen, strict=True), strict=True))
    return theta


def slope_only(theta: Theta, batches: Sequence[Batch], gradients: Gradients, size: float) -> Theta:
    """An epoch in which the bias never changes."""
    for batch in batches:
        theta = step(theta, gradients.mean(batch), size)[0], theta[1]
    return theta


def bias_only(theta: Theta, batches: Sequence[Batch], gradients: Gradients, size: float) -> Theta:
    """An epoch in which the slope never changes."""
    for batch in batches:
        theta = theta[0], step(theta, gradients.mean(batch), size)[1]
    return theta


def slope_first(theta: Theta, batches: Sequence[Batch], gradients: Gradients, size: float) -> Theta:
    """An epoch in which the bias's gradient is taken after the slope's step."""
    for batch in batches:
        gradient = gradients.mean(batch)
        slope = step(theta, gradient, size)[0]
        theta = slope, step((slope, theta[1]), gradient, size)[1]
    return theta
