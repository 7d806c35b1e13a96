"""Labs 2 and 3: what known mistakes leave in a list of losses, computed without the graders."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import torch
from proof.line import OF_BATCHES, TRAININGS, Data, Losses, Run, data_of, error, in_order, loss, recordings, train

EPOCHS, POINTS = 20, 100
START = (-10.0, -20.0)
X = torch.arange(-5, 5, 0.1).view(-1, 1)
SIZES = (1, 2, 5, 10, 20, 30, 50, 60, 100)
STEPS = (0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)
STARTS = ((0.0, 0.0), (1.0, 1.0), (-20.0, -10.0), (-15.0, -10.0), (10.0, 20.0), (-10.0, 20.0), (10.0, -20.0))

# Ways to train wrongly; with one update an epoch, some are no mistakes, or another one.
OF_ANY = TRAININGS | {"momentum": {"momentum": 0.9}}
OF_MANY_UPDATES = OF_BATCHES | {"all points at every update": {"all_points": True}}
OF_MANY_POINTS = {"shapes of x and y differ": {"pairs": True}}
OF_BATCH_LOSSES = ("batch loss", "every", "over the updates", "amid", "recorded twice")


class Task(NamedTuple):
    """A training: its list, its batch size, its step, and what it learns."""

    name: str
    size: int
    step: float
    target: str = "noisy"


def data(values: Sequence) -> Data:
    """The data of both labs."""
    return data_of(values, X, START)


def right(points: Data, task: Task, **how) -> Run:
    """The training that a task asks for, or one that differs from it."""
    size = how.pop("size", task.size)
    batches = how.pop("batches", None) or in_order(size, POINTS)
    return train(points, batches, how.pop("epochs", EPOCHS), **{"step": task.step, "target": task.target} | how)


def lists(points: Data, task: Task) -> dict[tuple[str, str], Losses]:
    """What computes the losses of each mistake in a task, by mistake and variant."""
    trained: dict[str, Run] = {}

    def run(**how) -> Run:
        """A training: done once, as many lists are read off some of them."""
        key = repr(sorted(how.items()))
        if key not in trained:
            trained[key] = right(points, task, **how)
        return trained[key]

    def before(**how) -> Losses:
        return lambda: run(**how).before

    def after(**how) -> Losses:
        return lambda: run(**how).after

    many, runs_away = task.size < POINTS, task.size == 1 and task.step > 0.04
    found = {}
    for name, how in (OF_ANY | (OF_MANY_UPDATES if many else {}) | (OF_MANY_POINTS if task.size > 1 else {})).items():
        if runs_away and name == "w updated twice":
            continue  # on some data it overflows in the first epoch: then that is its name, and nothing else is left
        if name != "w and b reset in every epoch":  # before each epoch, they are at the start, as if never updated
            found[name, "before"] = before(**how)
        if name == "w and b reset in every epoch":
            found["every epoch ends alike", "reset"] = after(**how)
        elif name != "w and b never updated":
            found[name, "after"] = after(**how)
    uphill = "overflow in the first epoch" if runs_away else "step in the wrong direction"
    found[uphill, "uphill"] = before(step=-task.step)
    if task.size > 1:
        found[f"gradient summed, or step size {task.step * task.size:g}", ""] = before(factor=float(task.size))
    for (name, variant), record in recordings(POINTS, partial(_clean, points), partial(_pairs, points)).items():
        if name == "loss taken amid an epoch" and task.size == 1:
            name = "last update left out"
        if runs_away:  # what is written down is far in any case
            continue
        if many or not any(part in name for part in OF_BATCH_LOSSES):
            found[name, variant] = lambda record=record: record(run())
    found["trained for one epoch only", ""] = lambda: [run().before[0], *[run().before[1]] * (EPOCHS - 1)]
    if not runs_away:
        found["absolute error", ""] = lambda: [
            np.abs(error(line, points.x, points.noisy)).mean(axis=1) for line in run().lines[:-1]
        ]
    for size in SIZES:
        if size != task.size:
            found[f"batch size {size}", "before"] = before(size=size)
            found[f"batch size {size}", "after"] = after(size=size)
    for step in STEPS:
        if step != task.step and (step < 0.2 or task.size > 1) and abs(step - task.step * task.size) > 1e-9:
            found[f"step size {step:g}", "before"] = before(step=step)
            if step < task.step or not runs_away:
                found[f"step size {step:g}", "after"] = after(step=step)
    for start in STARTS:
        found["other start values", str(start)] = before(start=start)
    if many:
        batches = in_order(task.size, POINTS)
        parts = (batches[:1], batches[-1:], batches[:-1], batches[1:])
        for part in parts[
            : 3 if runs_away else 4
        ]:  # where it runs away, nobody can tell that the first point is missing
            last = task.size == 1 and part == batches[:-1]
            name = "last update left out" if last else "not every batch used"
            found[name, f"{part[0].start} to {part[-1].stop}"] = before(batches=part)
    if many and not runs_away:
        found["epoch and batch losses in one list", ""] = lambda: [
            v for total, met in zip(run().before, run().batches, strict=True) for v in (total, *met)
        ]
        found["two passes an epoch", ""] = before(batches=in_order(task.size, POINTS) * 2)
    return found


def _clean(points: Data, run: Run) -> list:
    return [loss(line, points.x, points.clean) for line in run.lines[:-1]]


def _pairs(points: Data, run: Run) -> list:
    return [loss(line, points.x, points.noisy, pairs=True) for line in run.lines[:-1]]
