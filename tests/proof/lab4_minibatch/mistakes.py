"""What each known mistake leaves behind: a number, losses in `LOSS_MINI20`, or a graph of all five lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from proof import odd_lists, pictures
from proof.line import (
    OF_BATCHES,
    TRAININGS,
    Data,
    Listed,
    Losses,
    Run,
    data_of,
    error,
    in_order,
    loss,
    recordings,
    rows,
    train,
)

from labgrader.prove.computed import Left, Made

EPOCHS, POINTS, STEP = 10, 60, 0.1
SIZES = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 16, 18, 19, 21, 22, 25, 30, 40, 60)
STEPS = (0.0001, 0.001, 0.005, 0.01, 0.02, 0.025, 0.03, 0.05, 0.09, 0.11, 0.2, 0.3, 0.5, 1.0, 0.137, 0.0333)
START = (-15.0, -10.0)
STARTS = ((0.0, 0.0), (1.0, 1.0), (-10.0, -15.0), (-10.0, -20.0), (15.0, 10.0), (-15.0, 10.0), (4.7, -8.2))
OF_20 = in_order(20, POINTS)
NAME = "LOSS_MINI20"
CELL = "mini20"

UPDATES = {
    "batch size": 20,
    "number of points": 60,
    "one update an epoch": 1,
    "updates of all epochs": 30,
    "number of epochs": 10,
    "batch size 10": 6,
    "batch size 5": 12,
}

# The four given lists: the batch size of each, and what its training learns from.
GIVEN = {"LOSS_BGD": (60, "noisy"), "LOSS_SGD": (1, "clean"), "LOSS_MINI5": (5, "clean"), "LOSS_MINI10": (10, "clean")}
LABELS = {
    "LOSS_BGD": "batch",
    "LOSS_SGD": "stochastic",
    "LOSS_MINI5": "mini-batch 5",
    "LOSS_MINI10": "mini-batch 10",
    NAME: "mini-batch 20",
}

# Ways to train wrongly with batches of 20.
WAYS = {
    **TRAININGS,
    **OF_BATCHES,
    "all points at every update": {"all_points": True},
    "gradient summed, or step size 2": {"factor": 20.0},
    "shapes of x and y differ": {"pairs": True},
    "step in the wrong direction": {"step": -STEP},
}


def made(values: Sequence) -> Iterator[Made]:
    """Each mistake, and what is left of it on each of the sets."""
    for mistake, number in UPDATES.items():
        yield Made("updates", mistake, "", [Left({"updates_per_epoch": number})] * len(values))
    data = data_for(values)
    for (mistake, variant), losses in lists(data).items():
        yield Made(CELL, mistake, variant, Listed(len(values), NAME, losses))
    yield from _odd(values, data)


def data_for(values: Sequence) -> Data:
    """The data of the lab."""
    return data_of(values, torch.arange(-3, 3, 0.1).view(-1, 1), START)


def given(data: Data) -> dict[str, list[list[float]]]:
    """The four lists that given cells fill, by name: a list for each set."""
    return {
        name: rows(train(data, in_order(size, POINTS), EPOCHS, STEP, target=target).before)
        for name, (size, target) in GIVEN.items()
    }


def _odd(values: Sequence, data: Data) -> Iterator[Made]:
    """Lists that hold something else, and graphs."""
    others = given(data)
    longer = rows(train(data, OF_20, 2 * EPOCHS, STEP).before)
    yield from odd_lists.made(odd_lists.Asked(CELL, NAME, EPOCHS, longer, others, {}))
    ends = [train(data, in_order(10, POINTS), EPOCHS, STEP).lines[-1][i].tolist() for i in range(2)]
    held = [
        {"w": w, "b": b, NAME: row, "LOSS_MINI10": row} for w, b, row in zip(*ends, others["LOSS_MINI10"], strict=True)
    ]
    yield Made(CELL, "copy of LOSS_MINI10", "", list(map(Left, held)))
    before = Data(data.x, np.roll(data.clean, 1, axis=0), data.noisy, data.start)
    hidden = rows(train(before, OF_20, EPOCHS, STEP).before)
    left, unseen = ([Left({NAME: row[:EPOCHS]}) for row in found] for found in (longer, hidden))
    yield Made(CELL, "line typed in", "", left, unseen)
    names = [
        {name: found[number] for name, found in others.items()} | {NAME: row[:EPOCHS]}
        for number, row in enumerate(longer)
    ]
    yield from pictures.made(LABELS, names)
    yield _refused(names)


def _refused(names: Sequence[dict]) -> Made:
    """Tensors that need a gradient: the list counts, and `plt.plot` stops at it."""
    error = "RuntimeError: Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead."
    drawn = [name for name in LABELS if name != NAME]
    left = []
    for one in names:
        tensors = [torch.tensor(loss, requires_grad=True) for loss in one[NAME]]
        curves = [pictures.curve(one[name], LABELS[name], number) for number, name in enumerate(drawn)]
        graph = pictures.axes(curves, legend=False, xlabel="", ylabel="")
        left.append(Left(one | {NAME: tensors}, figures=pictures.figures(graph), error=error))
    return Made("loss_plot", "stopped with RuntimeError", "", left)


def lists(data: Data) -> dict[tuple[str, str], Losses]:
    """What computes the losses of each mistake."""

    def run(batches=OF_20, epochs=EPOCHS, **how) -> Run:
        return train(data, batches, epochs, **{"step": STEP} | how)

    def before(*batches, **how) -> Losses:
        return lambda: run(*batches, **how).before

    def after(*batches, **how) -> Losses:
        return lambda: run(*batches, **how).after

    def clean(run: Run) -> list:
        return [loss(line, data.x, data.clean) for line in run.lines[:-1]]

    def pairs(run: Run) -> list:
        return [loss(line, data.x, data.noisy, pairs=True) for line in run.lines[:-1]]

    found = {}
    for target in ("clean", "noisy"):
        for name, how in WAYS.items():
            if name != "w and b reset in every epoch":  # before each epoch, they are at the start, as if never updated
                found[name, target] = before(target=target, **how)
            if name == "w and b reset in every epoch":
                found["every epoch ends alike", target] = after(target=target, **how)
            elif name != "w and b never updated":
                found[name, f"{target}, after"] = after(target=target, **how)
        for (name, variant), record in recordings(POINTS, clean, pairs).items():
            found[name, f"{target} {variant}"] = lambda record=record, target=target: record(run(target=target))
    for size in SIZES:
        if size != POINTS:
            found[f"batch size {size}", "clean"] = before(in_order(size, POINTS))
        found[f"batch size {size}", "noisy, after"] = after(in_order(size, POINTS), target="noisy")
        if POINTS % size:
            found[f"batch size {size}", "last dropped"] = before(in_order(size, POINTS, drop_last=True))
    for step in STEPS:
        found[f"step size {step:.3g}", "clean"] = before(step=step)
        found[f"step size {step:.3g}", "noisy, after"] = after(step=step, target="noisy")
    for start in STARTS:
        found["other start values", str(start)] = before(start=start)
    ends = run(in_order(10, POINTS)).lines[-1]
    for variant, start in {"neither": ends, "b": (ends[0], -10.0), "w": (-15.0, ends[1])}.items():
        found["w and b not reset", variant] = before(start=start)
    for part in (OF_20[:1], OF_20[-1:], OF_20[:2], OF_20[1:]):
        found["not every batch used", f"{part[0].start} to {part[-1].stop}"] = before(part)
    found["overflow in the first epoch", ""] = before(step=1e30)
    found["two passes an epoch", ""] = before(OF_20 * 2)
    for momentum in (0.3, 0.5, 0.9):
        found["momentum", str(momentum)] = before(momentum=momentum)
    for decay in (0.01, 0.05, 0.3):
        found["weight decay", str(decay)] = before(decay=decay)
    found["absolute error", ""] = lambda: [
        np.abs(error(line, data.x, data.noisy)).mean(axis=1) for line in run().lines[:-1]
    ]
    return found
