"""Gradient descent on a line as a notebook does it, in float32 and sample by sample, for many sets of data at a time.

Independent of the graders: the proof of a lab computes with it what a mistake leaves behind. Every array has one row
for each set of data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import torch

from labgrader.prove.computed import Left

F = np.float32

Losses = Callable[[], list]  # computes an array for each value of a list, with a number for each set of data

# Ways to train wrongly in any lab, by the names of the mistakes that they are: what `train` is told.
TRAININGS = {
    "b never updated": {"learn": "w"},
    "w never updated": {"learn": "b"},
    "w and b never updated": {"learn": ""},
    "w updated twice": {"twice": "w"},
    "b updated twice": {"twice": "b"},
    "b.grad not zeroed": {"zero": "w"},
    "w.grad not zeroed": {"zero": "b"},
    "gradients not zeroed": {"zero": ""},
}
# Those that need more than one update an epoch.
OF_BATCHES = {
    "w and b reset in every epoch": {"restart": True},
    "one update an epoch": {"each": "epoch"},
}


@dataclass(frozen=True)
class Data:
    """Points (sets, n): x, the line on them, and the data with noise; and where training starts."""

    x: np.ndarray
    clean: np.ndarray
    noisy: np.ndarray
    start: tuple[float, float]

    @property
    def points(self) -> int:
        """How many there are."""
        return self.x.shape[1]


def data_of(values: Sequence, x: torch.Tensor, start: tuple[float, float]) -> Data:
    """The data that the notebook makes of each set of values; a set without BIAS has a line through the origin."""
    clean, noisy = [], []
    for one in values:
        line = one["SLOPE"] * x + one["BIAS"] if "BIAS" in one else one["SLOPE"] * x
        torch.manual_seed(one["SEED"])
        clean.append(line)
        noisy.append(line + one["NOISE"] * torch.randn(x.size()))
    rows = (torch.stack(one).numpy()[:, :, 0] for one in (clean, noisy))
    return Data(np.broadcast_to(x.numpy().T, (len(values), len(x))), *rows, start)


@dataclass(frozen=True)
class Run:
    """What a training passes through; losses are of all points, against the noisy data, unless said otherwise.

    Attributes:
        data, target, pairs: what it was told.
        before, after: the loss at the start and at the end of each epoch.
        lines: the line (w, b) at the start of each epoch, and last the one at its end.
        steps: for each epoch, the line before each of its updates, and the points that the update is of.
        last: for each epoch, the loss of its last batch after the last update.
    """

    data: Data
    target: np.ndarray
    pairs: bool
    before: list = field(default_factory=list)
    after: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    steps: list = field(default_factory=list)
    last: list = field(default_factory=list)

    @cached_property
    def updates(self) -> list:
        """For each epoch, the loss before each of its updates."""
        return [[loss(line, self.data.x, self.data.noisy) for line, _ in one] for one in self.steps]

    @cached_property
    def batches(self) -> list:
        """For each epoch, the loss of each batch, before its update, as the training took it."""
        x, y = self.data.x, self.target
        return [[loss(line, x[:, part], y[:, part], self.pairs) for line, part in one] for one in self.steps]


@np.errstate(all="ignore")
def error(line: tuple, x: np.ndarray, y: np.ndarray, pairs: bool = False) -> np.ndarray:
    """Prediction minus y; with `pairs` each prediction meets each y."""
    found = line[0][:, None] * x + line[1][:, None]
    return found[:, :, None] - y[:, None, :] if pairs else found - y


@np.errstate(all="ignore")
def loss(line: tuple, x: np.ndarray, y: np.ndarray, pairs: bool = False) -> np.ndarray:
    """The mean squared error of each set."""
    return (error(line, x, y, pairs) ** 2).reshape(len(x), -1).mean(axis=1, dtype=F)


def rows(losses: list) -> list[list[float]]:
    """An array for each value, as a list for each set."""
    return np.array(losses, dtype=np.float64).T.tolist()


class Listed(Sequence):
    """What is left in a notebook whose list holds some losses, set by set: computed when the first is asked for.

    Args:
        name: the list.
        losses: what computes them.
        also: what else the notebook holds, for each set; nothing else by default.
    """

    def __init__(self, sets: int, name: str, losses: Losses, also: Sequence[Mapping] = ()) -> None:
        self.sets, self.name, self.losses, self.also = sets, name, losses, also

    def __len__(self) -> int:
        return self.sets

    def __getitem__(self, number: int) -> Left:
        return Left({**(self.also[number] if self.also else {}), self.name: self._rows[number]})

    @cached_property
    def _rows(self) -> list[list[float]]:
        return rows(self.losses())


def shuffled(size: int, points: int) -> list[list[int]]:
    """The batches of a pass over shuffled points, always the same ones."""
    order = np.random.default_rng(size).permutation(points).tolist()
    return [order[part] for part in in_order(size, points)]


def passes(batches: Sequence, points: int, epochs: int, loader: int = 1) -> list[dict]:
    """What a DataLoader reports that gives these batches in each epoch."""
    indices = [list(range(points))[one] if isinstance(one, slice) else one for one in batches]
    return [{"cell": 1, "loader": loader, "batch_size": len(indices[0]), "batches": indices}] * epochs


def in_order(size: int, points: int, *, drop_last: bool = False) -> list[slice]:
    """The batches of one pass."""
    found = [slice(i, min(i + size, points)) for i in range(0, points, size)]
    return [one for one in found if one.stop - one.start == size] if drop_last else found


@np.errstate(all="ignore")  # some trainings run away
def train(
    data: Data,
    batches: Sequence[slice],
    epochs: int,
    step: float,
    *,
    target: str = "clean",
    start: tuple | None = None,
    all_points: bool = False,
    pairs: bool = False,
    factor: float = 1.0,
    each: str = "batch",
    learn: str = "wb",
    twice: str = "",
    zero: str = "wb",
    restart: bool = False,
    momentum: float = 0.0,
    decay: float = 0.0,
    kept: tuple = (0.0, 0.0),
) -> Run:
    """The loop of a notebook, with what may be wrong in it.

    Args:
        data: the points.
        batches: of each epoch.
        epochs, step: how many, and how long.
        target: "clean" or "noisy".
        start: numbers, or arrays with one for each set; the lab's own by default.
        all_points: whether each update takes the gradient of all points.
        pairs: whether each prediction meets each y.
        factor: what the loss is multiplied by.
        each: whether there is an update for each "batch", or one an "epoch", with what the gradients add up to.
        learn, twice, zero: which of "w" and "b" are updated, updated twice, and which gradients are zeroed.
        restart: whether each epoch begins at the start.
        momentum, decay: as torch.optim.SGD takes them.
        kept: the gradient that an earlier training left.
    """
    y = getattr(data, target)
    first = [np.full(len(data.x), 1, F) * np.asarray(v, F) for v in (start or data.start)]
    line, gradient, speed = list(first), [np.asarray(one, F) for one in kept], [F(0), F(0)]
    run = Run(data, y, pairs)
    for _ in range(epochs):
        if restart:
            line = list(first)
        run.lines.append(tuple(line))
        run.before.append(loss(line, data.x, data.noisy))
        run.steps.append([])
        for number, batch in enumerate(batches, 1):
            part = slice(None) if all_points else batch
            px, py = data.x[:, part], y[:, part]
            run.steps[-1].append((tuple(line), part))
            off = error(line, px, py, pairs)
            off = off.mean(axis=2, dtype=F) if pairs else off
            gradient[0] = gradient[0] + F(2 * factor) * (off * px).mean(axis=1, dtype=F)
            gradient[1] = gradient[1] + F(2 * factor) * off.mean(axis=1, dtype=F)
            if each == "epoch" and number < len(batches):
                continue
            for i, name in enumerate("wb"):
                speed[i] = F(momentum) * speed[i] + gradient[i] + F(decay) * line[i]
                for _ in range((name in learn) + (name in twice)):
                    line[i] = line[i] - F(step) * speed[i]
                gradient[i] = F(0) if name in zero else gradient[i]
        run.after.append(loss(line, data.x, data.noisy))
        run.last.append(loss(line, data.x[:, batches[-1]], y[:, batches[-1]]))
    run.lines.append(tuple(line))
    return run


def recordings(
    points: int, clean: Callable[[Run], list], pairs: Callable[[Run], list]
) -> dict[tuple[str, str], Callable]:
    """Wrong ways to write the losses of a right training down, by mistake and variant; each gives a list of arrays."""
    return {
        ("mean of the batch losses", ""): lambda run: [np.mean(one, axis=0) for one in run.batches],
        ("sum of the batch losses", ""): lambda run: [np.sum(one, axis=0) for one in run.batches],
        ("last batch loss", "before its update"): lambda run: [one[-1] for one in run.batches],
        ("last batch loss", "after its update"): lambda run: run.last,
        ("first batch loss", ""): lambda run: [one[0] for one in run.batches],
        ("loss against the clean line", ""): clean,
        ("a loss for every update", ""): lambda run: [v for one in run.updates for v in one],
        ("a loss for every update", "after it"): lambda run: [
            *[v for one in run.updates for v in one][1:],
            run.after[-1],
        ],
        ("a loss for every batch", ""): lambda run: [v for one in run.batches for v in one],
        ("mean over the updates", ""): lambda run: [np.mean(one, axis=0) for one in run.updates],
        ("sum over the updates", ""): lambda run: [np.sum(one, axis=0) for one in run.updates],
        ("loss taken amid an epoch", ""): lambda run: [one[-1] for one in run.updates],
        ("shapes differ in the loss", ""): pairs,
        ("losses recorded twice an epoch", ""): lambda run: [
            v for pair in zip(run.before, run.after, strict=True) for v in pair
        ],
        ("recording starts late", ""): lambda run: run.after[1:],
        ("accumulated losses", ""): lambda run: list(np.cumsum(run.before, axis=0)),
        ("accumulated losses", "after"): lambda run: list(np.cumsum(run.after, axis=0)),
        ("list in reverse", ""): lambda run: run.before[::-1],
        ("list in reverse", "after"): lambda run: run.after[::-1],
        ("sum of squares", ""): lambda run: [v * points for v in run.before],
        ("mean taken twice", ""): lambda run: [v / points for v in run.before],
        ("half of the loss", ""): lambda run: [v / 2 for v in run.before],
        ("rounded too far", "whole numbers"): lambda run: [np.trunc(v) for v in run.before],
        ("rounded too far", "to the next"): lambda run: [np.round(v) for v in run.before],
        ("rounded too far", "one decimal"): lambda run: [np.round(np.float64(v), 1) for v in run.before],
        ("root of the loss", ""): lambda run: [np.sqrt(v) for v in run.before],
        ("root of the loss", "after"): lambda run: [np.sqrt(v) for v in run.after],
        ("logarithm of the loss", ""): lambda run: [np.log(v) for v in run.before],
    }
