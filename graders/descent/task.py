"""What a lab asks for: its data, and for each list of losses the training that should make it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import torch

from graders.descent.simulator import Pass, Problem, Training, in_order

SPACING = 0.1  # of the points


class Earlier(NamedTuple):
    """A training before this one, which leaves w and b elsewhere.

    Attributes:
        batch_size, step: how it was trained.
        updates: how many updates of one epoch there were; None for all epochs.
        target: what it learned.
    """

    batch_size: int
    step: float
    updates: int | None = None
    target: str = "noisy"


@dataclass(frozen=True)
class Setting:
    """What all trainings of a lab share.

    Attributes:
        low, high: x = low, low + 0.1, … below high.
        start: the line (w, b) that each training begins with.
        epochs: how many there are, and losses in each list.
    """

    low: int
    high: int
    start: tuple[float, float]
    epochs: int

    @property
    def points(self) -> int:
        """How many points the data has."""
        return round((self.high - self.low) / SPACING)

    def problem(self, parameters: Mapping[str, float]) -> Problem:
        """The data made from the values of the parameters cell: SLOPE, NOISE, SEED, and BIAS where there is one."""
        slope, noise, seed = (parameters[name] for name in ("SLOPE", "NOISE", "SEED"))
        return _problem(self, slope, parameters.get("BIAS", 0.0), noise, int(seed))


@lru_cache(maxsize=256)
def _problem(setting: Setting, slope: float, bias: float, noise: float, seed: int) -> Problem:
    """The points are made with torch, exactly as the notebook makes them."""
    x = torch.arange(setting.low, setting.high, SPACING).view(-1, 1)
    clean = slope * x + bias
    generator = torch.Generator().manual_seed(seed)  # the same stream as torch.manual_seed gives
    noisy = clean + noise * torch.randn(x.size(), generator=generator)
    columns = (t.double().numpy().reshape(-1) for t in (x, clean, noisy))
    return Problem(slope, bias, noise, *columns, start=setting.start)


@dataclass(frozen=True)
class Task:
    """A training that a lab asks for, and the list of its losses.

    Attributes:
        setting: of the lab.
        name: the list.
        batch_size: how many points each update uses: all of them is batch gradient descent, 1 is stochastic.
        step: the step size.
        targets: what a right answer may learn: the "noisy" data, and in labs with a Dataset also the "clean" line, and
            what the student's own has "handed" out.
        others: the lab's other lists, which are filled before.
        earlier: the trainings before, newest last.
        before: grade_id of the question before, "" where it cannot have changed anything.
        given: whether the other lists are the lab's own.
    """

    setting: Setting
    name: str
    batch_size: int
    step: float
    targets: tuple[str, ...] = ("noisy",)
    others: tuple[str, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    before: str = ""
    given: bool = False

    @property
    def points(self) -> int:
        """How many points the data has."""
        return self.setting.points

    @property
    def epochs(self) -> int:
        """How many losses there should be."""
        return self.setting.epochs

    @cached_property
    def one_pass(self) -> Pass:
        """One epoch, with the points in the order of the data."""
        return in_order(self.batch_size, self.points)

    @property
    def asked(self) -> str:
        """The training, in a few words."""
        words = {1: "one point at a time", self.points: "all points at once"}
        return words.get(self.batch_size, f"batches of {self.batch_size} points")

    def training(self, **differs) -> Training:
        """The right way, or one that differs from it."""
        return Training(**{"target": self.targets[0], "lr": self.step, "start": self.setting.start} | differs)

    def text(self, template: str, **more) -> str:
        """A sentence about this task: {points}, {epochs}, {size}, {updates}, {step}, {half}, {w}, {b}, {one}, {ones},
        {asked}, {name} stand for what it asks for."""
        w, b = self.setting.start
        return template.format(
            points=self.points,
            epochs=self.epochs,
            size=self.batch_size,
            updates=len(self.one_pass),
            step=f"{self.step:g}",
            summed=f"{self.step * self.batch_size:g}",
            half=f"{self.step / 2:g}",
            w=f"{w:g}",
            b=f"{b:g}",
            one="point" if self.batch_size == 1 else "batch",
            ones="points" if self.batch_size == 1 else "batches",
            asked=self.asked,
            name=self.name,
            **more,
        )
