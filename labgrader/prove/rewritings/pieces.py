"""Reads rewritings that are written down: rules, loops and pieces of code, of all labs and of one."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from labgrader.lab import CourseError, Lab
from labgrader.prove.reasons import proof_folder
from labgrader.prove.rewritings.loops import over
from labgrader.prove.rewritings.names import Cells
from labgrader.prove.rewritings.patterns import Rule

_HOW = (
    "[[rule]] has name, old and new; [[loop]] name, over and perhaps before; "
    "[[piece]] name and at least one of first, before, after, cell_before and cell_after."
)


@dataclass(frozen=True)
class Loop:
    """Something else that loops go over: `over` says it of `_E`; `before` is code that it needs."""

    name: str
    over: str
    before: str = ""

    def apply(self, cells: Cells) -> Cells:
        changed = tuple(over(source, self.over) for source in cells)
        return changed if changed == cells else (_joined(self.before, changed[0]), *changed[1:])


@dataclass(frozen=True)
class Piece:
    """Code that people add to an answer, and that changes nothing of it.

    Attributes:
        first: the first line of the cell, for magics.
        before, after: code at the beginning and at the end.
        cell_before, cell_after: cells of their own.
    """

    name: str
    first: str | None = None
    before: str | None = None
    after: str | None = None
    cell_before: str | None = None
    cell_after: str | None = None

    def apply(self, cells: Cells) -> Cells:
        *others, last = cells
        cells = (*others, _joined(last, self.after or ""))
        cells = (_joined(self.before or "", cells[0]), *cells[1:])
        if self.first is not None:
            cells = (f"{self.first}\n{cells[0]}", *cells[1:])
        added = [[] if cell is None else [cell.strip("\n")] for cell in (self.cell_before, self.cell_after)]
        return (*added[0], *cells, *added[1])

    @property
    def of_python(self) -> bool:
        """Whether what comes out can be rewritten again."""
        return self.first is None and not (self.after or "").strip().startswith("%")


def _joined(one: str, other: str) -> str:
    return "\n".join(part for part in (one.strip("\n"), other) if part.strip())


def written_down(lab: Lab) -> list[tuple[str, Callable[[Cells], Cells], int]]:
    """Each rewriting of the course's files: its name, what it does, and when (0: rules, 3: pieces, 4: magics)."""
    found = []
    for path in (proof_folder(lab).parent / "rewritings.toml", proof_folder(lab) / "rewritings.toml"):
        found += _read(path) if path.is_file() else []
    return found


def _read(path: Path) -> Iterator[tuple[str, Callable[[Cells], Cells], int]]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        for table in tables.get("rule", []):
            yield table.pop("name"), _by_cell(Rule(**table)), 0
        for loop in (Loop(**table) for table in tables.get("loop", [])):
            yield loop.name, loop.apply, 1
        for piece in (Piece(**table) for table in tables.get("piece", [])):
            yield piece.name, piece.apply, 3 if piece.of_python else 5
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise CourseError(f"{path}: cannot be read ({error!r}). {_HOW}") from error


def _by_cell(rule: Rule) -> Callable[[Cells], Cells]:
    return lambda cells: tuple(rule.apply(source) for source in cells)
