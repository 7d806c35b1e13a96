"""Question 2: the wrong Datasets of the corpus, asked for their items by the hidden region of the graded cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from proof import wide
from proof.hidden import reported

from labgrader import corpus
from labgrader.lab import Lab
from labgrader.prove.computed import Left, Made
from labgrader.prove.other_data import Odd

LAB = Lab(Path(__file__).parents[3], "lab3_dataloader")
CELL = "dataset"


class Asked(Sequence):
    """What is left of one Dataset, set by set; made when it is asked for."""

    def __init__(self, answer: corpus.Answer, values: Sequence) -> None:
        self.code = compile("\n".join(answer.sources), answer.name, "exec")
        self.values = values

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, number: int) -> Left:
        space = _given(self.values[number])
        try:
            exec(self.code, space)
        except NameError as error:
            return Left({}, {}, error=f"NameError: {error}")
        names = {"dataset": space["dataset"]} if "dataset" in space else {}
        return Left(names, reported(LAB, CELL, space) if names else {})


def _given(values: Any) -> dict[str, Any]:
    """The names that the lab's given cells leave."""
    x, line = wide.X, values["SLOPE"] * wide.X
    torch.manual_seed(values["SEED"])
    noisy = line + values["NOISE"] * torch.randn(x.size())
    return {**values, "torch": torch, "Dataset": torch.utils.data.Dataset, "X": x, "f": line, "Y": noisy}


def made(values: Sequence) -> Iterator[Made]:
    """Each of them that has a name, and holds no number of the released data."""
    answers = [answer for answer in corpus.answers(LAB) if answer.cell == "dataset_answer" and CELL in answer.earns]
    for answer in answers:
        if answer.mistake is not None and answer.name not in Odd.of(LAB).names(answers):
            yield Made(CELL, answer.mistake, answer.name, Asked(answer, values))
