"""What a right answer to each question leaves behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proof.lab1_from_scratch.mistakes import GIVEN, Reports
from proof.lab1_from_scratch.trainings import Data, Way, walk

from labgrader.prove.computed import Left, Made


def right(values: Sequence) -> Iterator[Made]:
    """Each of them, set by set."""
    data = Data(values)

    def path(number: int) -> dict:
        thetas = walk(data, Way())[number].tolist()
        return GIVEN | {"path": thetas, "theta": thetas[-1]}

    yield Made("predict", None, "right", [Left({"prediction": 7})] * len(values))
    for cell in ("gradient", "minibatches"):
        yield Made(cell, None, "right", Reports(cell, values, lambda number: GIVEN))
    yield Made("train", None, "right", Reports("train", values, path))
