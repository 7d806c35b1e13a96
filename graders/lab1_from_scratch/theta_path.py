"""The list `path`, the theta after each epoch, as a submission reports it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from graders.lab1_from_scratch import line_steps as steps
from graders.lab1_from_scratch.probes import finite, items, pair, pairs, seed
from labgrader import CellRun
from labgrader.cellrun import as_number

FAR = 1e100  # beyond it, squares come near to what a float can hold
AT_START = 1e-9  # rounding, and less than any step


@dataclass(frozen=True)
class Path:
    """What one run reports.

    Attributes:
        length: the number of items in `path`; 0 when there are none.
        thetas: the first of them, each (slope, bias), None for what is no theta.
        objects: the number of different objects among them.
        ends: `theta` after the cell, and the last of `path`.
        line: slope and bias of the data.
        seed: of the run.
        own_batches, own_gradients: what the student's functions of earlier questions give of the data.
        only_epochs: whether there is a theta for each epoch, however many there are.
    """

    length: int
    thetas: tuple[steps.Theta | None, ...]
    objects: int
    ends: tuple[steps.Theta | None, ...]
    line: steps.Theta
    seed: int
    own_batches: tuple[steps.Batch, ...]
    own_gradients: tuple[tuple[int, steps.Affine], ...]
    only_epochs: bool = False

    @cached_property
    def start(self) -> steps.Theta:
        """Where the notebook begins."""
        return steps.start(self.seed)

    @cached_property
    def walk(self) -> list[steps.Theta]:
        """The thetas before the first one that is not finite; the start first."""
        walk: list[steps.Theta] = []
        for theta in self.thetas:
            if not finite(theta) or max(map(abs, theta)) > FAR:
                break
            walk.append(theta)
        return walk if walk and self._at_start(walk[0]) else [self.start, *walk]

    def _at_start(self, theta: steps.Theta) -> bool:
        return all(abs(a - b) <= AT_START for a, b in zip(theta, self.start, strict=True))

    @cached_property
    def different(self) -> int:
        """How many different thetas there are."""
        return len({theta for theta in self.thetas if finite(theta)})

    @cached_property
    def each_batch(self) -> bool:
        """Whether there is a theta for each batch instead of each epoch."""
        return not self.only_epochs and self.length in (5 * steps.EPOCHS, 5 * steps.EPOCHS + 1)

    @cached_property
    def epochs(self) -> list[steps.Theta]:
        """The walk, one theta for each epoch."""
        return self.walk[::5] if self.each_batch else self.walk

    @cached_property
    def gradient_is_wrong(self) -> bool:
        """Whether the student's `linear_gradient` is another one, up to what rounding and tiny steps make of it."""
        own, right = dict(self.own_gradients), steps.right_gradients(*self.line)
        return bool(own) and not all(
            abs(a - b) <= 0.01 + 1e-3 * abs(b) for x in steps.XS for a, b in zip(own[x], right[x], strict=True)
        )

    @cached_property
    def batches_are_wrong(self) -> bool:
        """Whether the student's `minibatches`, not shuffled, gives other batches of the data than it should."""
        return bool(self.own_batches) and list(self.own_batches) != steps.cut()

    @cached_property
    def runs_away(self) -> bool:
        """Whether it leaves what can be computed with."""
        return any(theta is not None and not (finite(theta) and max(map(abs, theta)) < FAR) for theta in self.thetas)


def read(run: CellRun) -> Path:
    """What a run reports of `path`; nothing in it can raise anything but `Wrong`."""
    number = seed(run)
    probe = run.probe
    count = as_number(probe["length"]) if "length" in probe else None
    objects = as_number(probe["objects"]) if "objects" in probe else None
    return Path(
        length=int(count) if count is not None and 0 <= count < 1e9 else 0,
        thetas=tuple(pairs(probe.get("thetas"))),
        objects=int(objects) if objects is not None and 0 <= objects < 1e9 else 0,
        ends=tuple(pairs(probe.get("ends"))),
        line=(run.parameters["SLOPE"], run.parameters["BIAS"]),
        seed=number,
        own_batches=_own_batches(probe.get("own_batches")),
        own_gradients=_own_gradients(probe.get("own_gradients")),
    )


def _own_batches(value) -> tuple[steps.Batch, ...]:
    """What the student's `minibatches` gives of the data, as tuples of x; () when it is anything else."""
    batches = []
    for batch in items(value) or []:
        numbers = [as_number(x) for x in items(batch) or []]
        if not numbers or any(x not in steps.XS for x in numbers):
            return ()
        batches.append(tuple(map(int, numbers)))
    return tuple(batches)


def _own_gradients(value) -> tuple[tuple[int, steps.Affine], ...]:
    """The student's `linear_gradient` of each point, as affine functions of theta; () when it is anything else."""
    found = []
    for x, corners in zip(steps.XS, items(value) or [], strict=False):
        here = [pair(corner) for corner in items(corners) or []]
        if len(here) != 3 or not all(map(finite, here)):
            return ()
        (c, f), (a, d), (b, e) = here
        found.append((x, (a - c, b - c, c, d - f, e - f, f)))
    return tuple(found) if len(found) == len(steps.XS) else ()
