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

from labgrader import evidence
from labgrader.evidence import CellEvidence, Evidence, RunRecord
from labgrader.lab import Lab
from labgrader.prove import sets
from labgrader.prove.reasons import proof_folder

MISTAKES = "mistakes.py"

Names = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Made:
    """What a mistake leaves behind, computed for some sets.

    Attributes:
        cell: grade_id of the graded cell that finds it.
        mistake: its name; None where no name is known, so that none may be told.
        variant: which way to make it, where there is more than one.
        names: for each set, the names in the notebook: numbers, texts, None, functions, and lists and dicts of these.
        probes: the same of names that the hidden region reports; empty where there is none.
    """

    cell: str
    mistake: str | None
    variant: str
    names: Sequence[Names]
    probes: Sequence[Names] = ()


def computes(lab: Lab) -> bool:
    """Whether a lab's mistakes are computed."""
    return (proof_folder(lab) / MISTAKES).is_file()


def made_for(lab: Lab, values: Sequence[sets.Values]) -> Iterator[Made]:
    """What each of the lab's computed mistakes leaves behind on these sets; nothing where the lab computes none."""
    folder = proof_folder(lab)
    if computes(lab):
        with _on_path(folder.parent.parent):
            module = importlib.import_module(f"{folder.parent.name}.{lab.name}.mistakes")
        yield from (Made(*made) for made in module.made(values))


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
    for place in (number, (number + 1) % len(values)):
        cells = {name: _missing(name, values[place]) for name in lab.points}
        found, probe = _seen(made, place)
        cells[made.cell] = CellEvidence(grade_id=made.cell, parameters=values[place], evidence=found, probe=probe)
        runs.append(cells)
    return RunRecord(lab=lab.name, unseen_set=0, released=runs[0], unseen=runs[1])


def _missing(name: str, values: sets.Values) -> CellEvidence:
    return CellEvidence(grade_id=name, parameters=values, missing="This cell was not made.")


@lru_cache(maxsize=4)
def _seen(made: Made, place: int) -> tuple[Evidence, Evidence | None]:
    """What is seen of a mistake on one set, and what its hidden region reports.

    Asked for twice in a row: a set is the unseen data of the one before it.
    """
    return _evidence(made.names[place]), _evidence(made.probes[place]) if made.probes else None


def _evidence(names: Names) -> Evidence:
    shown = {name: _value(value) for name, value in names.items()}
    return Evidence.model_validate({"version": evidence.VERSION, "names": shown})


def _value(value: Any) -> dict[str, Any]:
    """A value as evidence shows it, before it is validated.

    Raises:
        TypeError: evidence shows it in another way than computed mistakes know.
    """
    match value:
        case None:
            return {"kind": "none"}
        case bool() | int() | float() | str():
            return {"kind": type(value).__name__, "value": value}
        case list() | tuple():
            return {"kind": type(value).__name__, "length": len(value), "items": [_value(item) for item in value]}
        case dict():
            pairs = [(_value(key), _value(one)) for key, one in value.items()]
            return {"kind": "dict", "length": len(pairs), "items": pairs}
    if callable(value):
        return {"kind": "note", "type": "function", "why": "a function"}
    raise TypeError(f"a computed mistake holds a {type(value).__name__}: numbers, texts, lists and dicts are known")
