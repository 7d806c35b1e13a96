"""What a right answer to each question leaves behind: of trainings, by hand and with DataLoaders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proof import pictures, wide
from proof.lab3_dataloader.datasets import CELL, LAB, Asked
from proof.lab3_dataloader.mistakes import LABELS, TASKS, right_lists
from proof.line import in_order, passes

from labgrader import corpus
from labgrader.prove.computed import Left, Made


def right(values: Sequence) -> Iterator[Made]:
    """Each of them, set by set."""
    yield Made("batches", None, "right", [Left({"batches_per_epoch": 5})] * len(values))
    for answer in corpus.answers(LAB):
        if answer.cell == "dataset_answer" and not answer.earns:
            yield Made(CELL, None, answer.name, Asked(answer, values))
    lists = right_lists(wide.data(values))
    epochs = [
        one
        for number, task in enumerate(TASKS, 1)
        for one in passes(in_order(task.size, wide.POINTS), wide.POINTS, wide.EPOCHS, number)
    ]
    yield Made("losses", None, "right", [Left(names) for names in lists])
    yield Made("losses", None, "right, with loaders", [Left(names, epochs=epochs) for names in lists])
    draw = pictures.graph(list(LABELS.items()))
    yield Made("loss_plot", None, "right", [Left(names, figures=draw(names)) for names in lists])
