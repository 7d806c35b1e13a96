"""Labs 2 and 3: their data, a line through the origin on 100 points, and what every right answer shares there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import torch

from graders.descent import Problem, Training
from graders.reading import Asked
from graders.recordings import Size

POINTS = 100
EPOCHS = 20
START = (-10.0, -20.0)
SIZE = Size(POINTS, EPOCHS)


@dataclass(frozen=True)
class Task:
    """A training that one of these labs asks for, and the list of its losses.

    Attributes:
        name: the list.
        batch_size: how many points each update uses: 100 is batch gradient descent, 1 is stochastic.
        step: the step size.
        targets: what may be learned: the "noisy" data, in lab 3 also the "clean" line, which is a mistake of the
            Dataset and costs points there.
        others: the lab's other lists, which are filled before.
        earlier: the trainings before, newest last, which leave w and b elsewhere: batch size, step size, and how
            many updates of one epoch there were, or None for 20 epochs.
    """

    name: str
    batch_size: int
    step: float
    targets: tuple[str, ...] = ("noisy",)
    others: tuple[str, ...] = ()
    earlier: tuple[tuple[int, float, int | None], ...] = ()

    @property
    def asked(self) -> Asked:
        """The list, as `graders.reading` asks for it."""
        return Asked(self.name, EPOCHS, self.others)

    def training(self, **differs) -> Training:
        """The right way, or one that differs from it."""
        return Training(**{"target": self.targets[0], "lr": self.step, "start": START} | differs)


def problem(parameters: Mapping[str, float]) -> Problem:
    """The data made from the values of the parameters cell: SLOPE, NOISE, SEED."""
    return _problem(*(parameters[name] for name in ("SLOPE", "NOISE", "SEED")))


@lru_cache(maxsize=256)
def _problem(slope: float, noise: float, seed: float) -> Problem:
    x = torch.arange(-5, 5, 0.1).view(-1, 1)
    clean = slope * x
    generator = torch.Generator().manual_seed(int(seed))  # the same stream as torch.manual_seed gives
    noisy = clean + noise * torch.randn(x.size(), generator=generator)
    columns = (t.double().numpy().reshape(-1) for t in (x, clean, noisy))
    return Problem(slope, 0.0, noise, int(seed), *columns, start=START)
