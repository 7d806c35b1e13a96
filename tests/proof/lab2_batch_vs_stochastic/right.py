"""What a right answer to each question leaves behind: of trainings, by hand and with a DataLoader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proof import wide
from proof.lab2_batch_vs_stochastic.mistakes import CELLS, SMALL
from proof.line import in_order, passes, rows

from labgrader.prove.computed import Left, Made


def right(values: Sequence) -> Iterator[Made]:
    """Each of them, set by set."""
    data, count = wide.data(values), len(values)
    yield Made("updates", None, "right", [Left({"updates_per_epoch": wide.POINTS})] * count)
    yield Made("growth", None, "right", [Left({"growth": 4.2})] * count)
    held: list[dict] = [{} for _ in values]  # each question adds a list to those before
    for cell, task in CELLS.items():
        also = {"small_step": task.step} if task is SMALL else {}
        held = [
            {**names, **also, task.name: row}
            for names, row in zip(held, rows(wide.right(data, task).before), strict=True)
        ]
        epochs = passes(in_order(task.size, wide.POINTS), wide.POINTS, wide.EPOCHS)
        yield Made(cell, None, "right", [Left(names) for names in held])
        yield Made(cell, None, "right, with a loader", [Left(names, epochs=epochs) for names in held])
