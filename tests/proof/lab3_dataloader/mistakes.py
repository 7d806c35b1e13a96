"""What each known mistake leaves behind: a number, a Dataset, one of the three lists, or their graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from proof import odd_lists, pictures, wide
from proof.lab3_dataloader import datasets
from proof.line import Data, Listed, rows

from labgrader.prove.computed import Left, Made

STEP = 0.02
SIZES = (1, 10, 20)
TASKS = [wide.Task(f"LOSS_{size}", size, STEP) for size in SIZES]
LABELS = {task.name: f"batch size {task.size}" for task in TASKS}

BATCHES = {"batch size": 20, "number of points": 100, "batch size 10": 10, "multiplied": 2000, "the example": 3}


def made(values: Sequence) -> Iterator[Made]:
    """Each mistake, and what is left of it on each of the sets."""
    for mistake, number in BATCHES.items():
        yield Made("batches", mistake, "", [Left({"batches_per_epoch": number})] * len(values))
    yield from datasets.made(values)
    data = wide.data(values)
    lists = right_lists(data)
    yield from _losses(data, lists)
    yield from pictures.made(LABELS, lists)


def right_lists(data: Data) -> list[dict[str, list[float]]]:
    """The three lists of a right answer, set by set."""
    right = [rows(wide.right(data, task).before) for task in TASKS]
    return [dict(zip(LABELS, each, strict=True)) for each in zip(*right, strict=True)]


def _losses(data: Data, lists: Sequence[dict]) -> Iterator[Made]:
    """Question 3: one of the lists is wrong, the other two are right."""
    for task in TASKS:
        found = wide.lists(data, task)
        for before in TASKS:
            if before is not task:
                found["w and b not reset", f"after {before.name}"] = lambda task=task, before=before: (
                    wide.right(data, task, start=wide.right(data, before).lines[-1]).before
                )
        for (mistake, variant), losses in found.items():
            yield Made("losses", mistake, f"{task.name} {variant}", Listed(len(lists), task.name, losses, lists))
        others = {name: [names[name] for names in lists] for name in LABELS if name != task.name}
        longer = rows(wide.right(data, task, epochs=2 * wide.EPOCHS).before)
        yield from odd_lists.made(odd_lists.Asked("losses", task.name, wide.EPOCHS, longer, others, {}))
    names = [{"LOSS_1": [*chain(*one.values())], "LOSS_10": [], "LOSS_20": []} for one in lists]
    yield Made("losses", "appended to LOSS_1", "all in one list", list(map(Left, names)))
