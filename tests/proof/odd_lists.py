"""What a list of losses may hold that no other training made: too few of them, other things, or nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from labgrader.prove.computed import Left, Made

Rows = Sequence[Sequence[float]]  # a list of losses for each set
Names = Mapping[str, Any]

ERRORS = (
    "NameError: name 'Forward' is not defined",
    "TypeError: train() missing 1 required positional argument: 'epochs'",
    "UnboundLocalError: cannot access local variable 'loss' where it is not associated with a value",
)


class Asked(NamedTuple):
    """What a question asks for.

    Attributes:
        cell: grade_id of its graded cell.
        name: the list.
        epochs: how many losses it should hold.
        losses: those before each epoch of the right training, of twice as many epochs.
        others: lists that were filled before, by name.
        also: what else the notebook holds.
    """

    cell: str
    name: str
    epochs: int
    losses: Rows
    others: Mapping[str, Rows]
    also: Names

    def left(self, number: int, names: Names, error: str = "") -> Left:
        """The notebook with these names, on one set."""
        before = {name: rows[number] for name, rows in self.others.items()}
        return Left({**before, **self.also, **names}, error=error)

    def made(self, mistake: str, variant: str, names: Sequence[Names], error: str = "") -> Made:
        """A mistake that leaves these names, set by set."""
        left = [self.left(number, found, error) for number, found in enumerate(names)]
        return Made(self.cell, mistake, f"{self.name} {variant}", left)


def made(asked: Asked) -> Iterator[Made]:
    """Each of these mistakes in the list of one question."""
    name, epochs = asked.name, asked.epochs
    for (mistake, variant), found in _lists(asked).items():
        yield asked.made(mistake, variant, [{name: one} for one in found])
    right = [row[:epochs] for row in asked.losses]
    yield asked.made("list has another name", "too", [{name: [], name.replace("_", ""): row} for row in right])
    yield asked.made("list has another name", "only", [{name.lower(): row} for row in right])
    yield asked.made("empty list", "deleted", [{}] * len(right))
    for error in ERRORS:
        kind = error.partition(":")[0]
        yield asked.made(f"stopped with {kind}", "", [{name: []}] * len(right), error)
    error = "SyntaxError: '(' was never closed"
    yield asked.made("stopped with SyntaxError", "", [{}] * len(right), error)
    for other, rows in asked.others.items():
        names = [{name: [], other: [*before, *row]} for before, row in zip(rows, right, strict=True)]
        yield asked.made(f"appended to {other}", "", names)
    typed = [{name: row} for row in right]
    hidden = [asked.left(number, names) for number, names in enumerate((typed[-1], *typed[:-1]))]
    yield Made(asked.cell, "typed in", name, [asked.left(n, names) for n, names in enumerate(typed)], hidden)


def _lists(asked: Asked) -> dict[tuple[str, str], list[list]]:
    epochs, rows = asked.epochs, asked.losses
    counts = {epochs // 2, epochs - 1, epochs + 1, epochs * 3 // 2, epochs * 2}
    return {
        **{(f"{count} losses", ""): [row[:count] for row in rows] for count in sorted(counts)},
        ("not a list of numbers", "pairs"): [list(enumerate(row[:epochs])) for row in rows],
        ("not a list of numbers", "texts"): [[f"{loss:.4f}" for loss in row[:epochs]] for row in rows],
        ("no finite loss", "nan"): [[math.nan] * epochs for _ in rows],
        ("no finite loss", "infinite"): [[math.inf] * epochs for _ in rows],
        ("empty list", ""): [[] for _ in rows],
        ("epochs and losses swapped", "from 0"): [list(range(epochs)) for _ in rows],
        ("epochs and losses swapped", "from 1"): [list(range(1, epochs + 1)) for _ in rows],
    }
