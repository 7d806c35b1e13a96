"""Evidence of mistakes for which no notebook was run: `tests/proof/<lab>/mistakes.py` computes it, set by set."""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from labgrader.evidence import CellEvidence, Evidence, RaisedError, RunRecord
from labgrader.lab import Lab
from labgrader.prove import sets
from labgrader.prove.reasons import proof_folder
from labgrader.prove.shown import evidence_of

MISTAKES = "mistakes.py"

Names = Mapping[str, Any]


@dataclass(frozen=True)
class Left:
    """What a mistake leaves behind on one set of data.

    Attributes:
        names: in the notebook: numbers, texts, None, tensors, functions, Datasets, and lists and dicts of these.
        probe: the same of names that the hidden region reports; None where there is none.
        figures: what was drawn, as `labgrader.evidence.Figure` has it.
        epochs: the passes over DataLoaders, as `labgrader.evidence.Epoch` has them.
        error: with which a cell of the student's stopped, as "NameError: …", or "".
    """

    names: Names
    probe: Names | None = None
    figures: Sequence[Mapping] = ()
    epochs: Sequence[Mapping] = ()
    error: str = ""


@dataclass(frozen=True, eq=False)
class Made:
    """A mistake, and what is left of it.

    Attributes:
        cell: grade_id of the graded cell that finds it.
        mistake: its name; None where no name is known, so that none may be told.
        variant: which way to make it, where there is more than one.
        left: on each set.
        unseen: on each set, where the code holds numbers of the set before it; as `left` where there is none.
    """

    cell: str
    mistake: str | None
    variant: str
    left: Sequence[Left]
    unseen: Sequence[Left] = ()


def computes(lab: Lab) -> bool:
    """Whether a lab's mistakes are computed."""
    return (proof_folder(lab) / MISTAKES).is_file()


def made_for(lab: Lab, values: Sequence[sets.Values]) -> Iterator[Made]:
    """What each of the lab's computed mistakes leaves behind on these sets; nothing where the lab computes none."""
    folder = proof_folder(lab)
    if computes(lab):
        with _on_path(folder.parent.parent):
            module = importlib.import_module(f"{folder.parent.name}.{lab.name}.mistakes")
        yield from module.made(values)


@contextlib.contextmanager
def _on_path(folder: Path) -> Iterator[None]:
    """Make the proofs below a folder importable, and forget them: another course may have some."""
    sys.path.insert(0, str(folder))
    before = set(sys.modules)
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for name in set(sys.modules) - before:
            if name.split(".")[0] == "proof":
                del sys.modules[name]


def record_of(lab: Lab, made: Made, values: Sequence[sets.Values], number: int) -> RunRecord:
    """The evidence of a notebook with this mistake, submitted on one set, with the next one as unseen data."""
    runs = []
    for place, hidden in ((number, False), ((number + 1) % len(values), bool(made.unseen))):
        cells = {name: _missing(name, values[place]) for name in lab.points}
        found, probe, errors = _seen(made, place, hidden)
        cells[made.cell] = CellEvidence(
            grade_id=made.cell, parameters=values[place], evidence=found, probe=probe, errors=errors
        )
        runs.append(cells)
    return RunRecord(lab=lab.name, unseen_set=0, released=runs[0], unseen=runs[1])


def _missing(name: str, values: sets.Values) -> CellEvidence:
    return CellEvidence(grade_id=name, parameters=values, missing="This cell was not made.")


@lru_cache(maxsize=4)
def _seen(made: Made, place: int, hidden: bool) -> tuple[Evidence, Evidence | None, list[RaisedError]]:
    """What is seen of a mistake on one set, what its hidden region reports, and the error.

    Asked for twice in a row: a set is the unseen data of the one before it.
    """
    left = (made.unseen if hidden else made.left)[place]
    name, _, message = left.error.partition(": ")
    errors = [RaisedError(cell=0, given=False, name=name, message=message)] if name else []
    found = evidence_of(left.names, left.figures, left.epochs)
    return found, None if left.probe is None else evidence_of(left.probe), errors
