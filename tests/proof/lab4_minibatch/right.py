"""What a right answer to each question leaves behind: of trainings, by hand and with a DataLoader that shuffles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proof import pictures
from proof.lab4_minibatch.mistakes import CELL, EPOCHS, LABELS, NAME, OF_20, POINTS, STEP, data_for, given
from proof.line import passes, rows, shuffled, train

from labgrader.prove.computed import Left, Made


def right(values: Sequence) -> Iterator[Made]:
    """Each of them, set by set."""
    yield Made("updates", None, "right", [Left({"updates_per_epoch": 3})] * len(values))
    data = data_for(values)
    others = [dict(zip(LABELS, each, strict=False)) for each in zip(*given(data).values(), strict=True)]
    for variant, batches, loads in (("right", OF_20, False), ("right, with a loader", shuffled(20, POINTS), True)):
        epochs = passes(batches, POINTS, EPOCHS) if loads else []
        lists = [
            names | {NAME: row}
            for names, row in zip(others, rows(train(data, batches, EPOCHS, STEP).before), strict=True)
        ]
        yield Made(CELL, None, variant, [Left(names, epochs=epochs) for names in lists])
    draw = pictures.graph(list(LABELS.items()))
    yield Made("loss_plot", None, "right", [Left(names, figures=draw(names)) for names in lists])
