"""What each known mistake leaves behind: numbers of Questions 1 and 4, lists of losses of Questions 2, 3 and 5."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proof import odd_lists, wide
from proof.line import Data, Listed, Losses, error, rows

from labgrader.prove.computed import Left, Made

BGD = wide.Task("LOSS_BGD", 100, 0.1)
SGD = wide.Task("LOSS_SGD", 1, 0.1)
SMALL = wide.Task("LOSS_SMALL", 1, 0.01)
CELLS = {"bgd": BGD, "sgd": SGD, "small": SMALL}

CLEAN = "trained on the line without noise"

UPDATES = {
    "batch gradient descent": 1,
    "updates of all epochs": 2000,
    "number of epochs": 20,
    "one point too few": 99,
    "one point too many": 101,
    "width of the data": 10,
}

# One update at x = -5 multiplies the error there by 1 - 2 · 0.1 · (5² + 1) = -4.2.
GROWTHS = {
    "growth of the loss": (4.2**2, 17.6),
    "divided the other way round": (1 / 4.2, -1 / 4.2),
    "change instead of ratio": (-4.2 - 1, 4.2 - 1),
    "b left out": (1 - 0.2 * 25,),
    "w left out": (1 - 0.2,),
    "factor 2 missing": (1 - 0.1 * 26,),
    "no update between": (1.0,),
    "step size": (0.1,),
    "x² + 1": (26,),
    "the x of the point": (-5.0, 5),
}

TOO_SMALL = (0.0001, 0.0002)
TOO_LARGE = (0.05, 0.07, 0.1)


def made(values: Sequence) -> Iterator[Made]:
    """Each mistake, and what is left of it on each of the sets."""
    data = wide.data(values)
    yield from _numbers(data)
    ends = wide.right(data, BGD).lines[-1]
    for cell, task in CELLS.items():
        found = wide.lists(data, task)
        if task is not SGD:  # nothing but rounding feeds its growth then, and rounds otherwise in each library
            found[CLEAN, ""] = lambda task=task: wide.right(data, task, target="clean").before
        if task is not BGD:
            found["w and b not reset", ""] = lambda task=task: wide.right(data, task, start=ends).before
        also = {"small_step": SMALL.step} if task is SMALL else {}
        for (mistake, variant), losses in found.items():
            yield _listed(data, cell, mistake, variant, task, losses, also)
        others = {} if task is BGD else {BGD.name: rows(wide.right(data, BGD).before)}
        longer = rows(wide.right(data, task, epochs=2 * wide.EPOCHS).before)
        yield from odd_lists.made(odd_lists.Asked(cell, task.name, wide.EPOCHS, longer, others, also))
    yield from _steps(data)


def _listed(data: Data, cell: str, mistake: str, variant: str, task: wide.Task, losses: Losses, also: dict) -> Made:
    count = len(data.x)
    return Made(cell, mistake, f"{cell} {variant}", Listed(count, task.name, losses, [also] * count))


def _numbers(data: Data) -> Iterator[Made]:
    """Questions 1 and 4, of which only one answer depends on the data."""
    count = len(data.x)
    for mistake, number in UPDATES.items():
        yield Made("updates", mistake, "", [Left({"updates_per_epoch": number})] * count)
    for mistake, numbers in GROWTHS.items():
        yield from (Made("growth", mistake, f"{one:g}", [Left({"growth": one})] * count) for one in numbers)
    errors = [error(line, data.x, data.noisy)[:, 0] for line in wide.right(data, BGD).lines[:2]]
    growths = (errors[1] / errors[0]).tolist()
    yield Made("growth", "update with all the points", "", [Left({"growth": growth}) for growth in growths])


def _steps(data: Data) -> Iterator[Made]:
    """Question 5: step sizes that do not do, and a gradient that is left."""
    for name, steps in (("step size too small", TOO_SMALL), ("step size too large", TOO_LARGE)):
        for step in steps:

            def losses(step: float = step) -> list:
                return wide.right(data, SMALL, step=step).before

            yield _listed(data, "small", name, f"{step:g}", SMALL, losses, {"small_step": step})
    right = wide.right(data, SMALL).before
    for step in (None, 0, -0.01):
        yield _listed(data, "small", "no step size", str(step), SMALL, lambda: right, {"small_step": step})
    yield _listed(data, "small", "no step size", "deleted", SMALL, lambda: right, {})
    start, first = wide.right(data, SMALL).lines[0], data.x[:, :1]
    off = error(start, first, data.noisy[:, :1])
    left = (2 * off * first)[:, 0], (2 * off)[:, 0]
    also = {"small_step": SMALL.step}

    def of_left() -> list:
        return wide.right(data, SMALL, kept=left).before

    yield _listed(data, "small", "gradient of an earlier update left", "", SMALL, of_left, also)
