"""The structure of a notebook: which cells are graded, and putting a submission's given cells back in order.

Students copy cells, delete them, move them, and hand in notebooks whose metadata another program dropped.
`repair` makes of such a notebook one that nbgrader can grade: every given cell once, in its place and with its
released metadata; all else is the student's own. No source text of a student is changed.
"""

from __future__ import annotations

import ast
import copy
from bisect import bisect_left
from contextlib import suppress

from nbformat.notebooknode import NotebookNode, from_dict

from labgrader import syntax
from labgrader.regions import split


def grade_id(cell: NotebookNode) -> str:
    """The cell's grade_id, or "" (also when its metadata is not what nbgrader writes)."""
    meta = cell.metadata.get("nbgrader")
    name = meta.get("grade_id") if isinstance(meta, dict) else None
    return name if isinstance(name, str) else ""


def _flag(cell: NotebookNode, name: str) -> bool:
    meta = cell.metadata.get("nbgrader")
    return isinstance(meta, dict) and meta.get(name) is True


def is_answer(cell: NotebookNode) -> bool:
    """A cell that the student fills in."""
    return _flag(cell, "solution") or _flag(cell, "task")


def is_given(cell: NotebookNode) -> bool:
    """A cell that the student was given to run or read, and whose text nbgrader restores."""
    return bool(grade_id(cell)) and not is_answer(cell)


def is_autograded(cell: NotebookNode) -> bool:
    """A code cell whose points the graders give; cells graded by hand are answers with points."""
    return cell.cell_type == "code" and _flag(cell, "grade") and not _flag(cell, "solution")


def literal_assignments(source: str) -> dict[str, float]:
    """The numbers that a cell assigns to names, as in `SLOPE = 1.0`."""
    found = {}
    for statement in syntax.tree(source).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                with suppress(ValueError):  # not a literal
                    number = ast.literal_eval(value)
                    if isinstance(number, int | float):
                        found[name] = number
    return found


def with_assignments(source: str, values: dict[str, float]) -> str:
    """The cell's source with other numbers in its assignments; everything else stays as it is."""
    lines = source.encode().splitlines(keepends=True)  # the syntax tree counts in bytes
    for statement in reversed(syntax.tree(source).body):
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=old) if name in values:
                first, last = old.lineno - 1, old.end_lineno - 1
                new = lines[first][: old.col_offset] + repr(values[name]).encode() + lines[last][old.end_col_offset :]
                lines[first : last + 1] = [new]
    return b"".join(lines).decode()


def repair(submitted: NotebookNode, reference: NotebookNode) -> list[str]:
    """Give `submitted` the structure of `reference` (the release, or the source), in place.

    Every given cell of the reference stands once, in the reference's order, with its text and metadata; an answer
    cell keeps the student's text. Cells that are not the reference's lose any nbgrader metadata.

    Returns:
        What was repaired, a sentence each, for the student and the instructor.
    """
    remarks: list[str] = []
    known = {grade_id(cell): cell for cell in reference.cells if grade_id(cell)}
    chosen = _match(submitted, known, remarks)
    for cell in submitted.cells:
        if id(cell) not in chosen:
            cell.metadata.pop("nbgrader", None)
    order = list(known)
    positions = {name: i for i, name in enumerate(order)}
    names_in_place = _longest_rising([positions[chosen[id(c)]] for c in submitted.cells if id(c) in chosen])
    moved = [c for c in submitted.cells if id(c) in chosen and positions[chosen[id(c)]] not in names_in_place]
    if moved:
        remarks.append(f"Given cells were moved; they were put back in order: {_list(chosen[id(c)] for c in moved)}.")
    gone = {id(c) for c in moved}
    cells = [c for c in submitted.cells if id(c) not in gone]
    by_name = {chosen[id(c)]: c for c in submitted.cells if id(c) in chosen}
    missing = []
    for position, name in enumerate(order):
        cell = by_name.get(name)
        if cell is None:
            if is_answer(known[name]):
                missing.append(name)
                continue
            cell = copy.deepcopy(known[name])
            missing.append(name)
        if not any(c is cell for c in cells):
            cells.insert(_place(cells, chosen, order[:position]), cell)
        _restore(cell, known[name])
        chosen[id(cell)] = name
    if missing:
        remarks.append(f"Cells were missing: {_list(missing)}. Given cells among them were put back.")
    submitted.cells = cells
    return remarks


def _match(submitted: NotebookNode, known: dict[str, NotebookNode], remarks: list[str]) -> dict[int, str]:
    """Which submitted cell is which known cell: id(cell) → grade_id. At most one cell for each grade_id."""
    chosen: dict[int, str] = {}

    def choose(name: str, cells: list[NotebookNode]) -> None:
        """The one that kept its id, or the last."""
        original = [c for c in cells if _same_id(c, known[name])]
        chosen[id((original or cells[-1:])[0])] = name

    named: dict[str, list[NotebookNode]] = {}
    for cell in submitted.cells:
        named.setdefault(grade_id(cell), []).append(cell)
    for name in known:
        cells = named.get(name, [])
        if len(cells) > 1:
            remarks.append(f"The cell `{name}` was there {len(cells)} times; copies count as cells of your own.")
        if cells:
            choose(name, cells)
    stripped = []
    for name in [name for name in known if name not in chosen.values()]:
        # The metadata is lost: the cell's own id, or the very text of a given cell, tell it.
        free = [c for c in submitted.cells if id(c) not in chosen]
        cells = [c for c in free if _same_id(c, known[name])]
        cells = cells or [c for c in free if is_given(known[name]) and c.source.strip() == _visible(known[name])]
        if cells:
            choose(name, cells)
            stripped.append(name)
    if stripped:
        remarks.append(f"Cells had lost their nbgrader metadata; it was put back: {_list(stripped)}.")
    return chosen


def _same_id(cell: NotebookNode, reference: NotebookNode) -> bool:
    return bool(cell.get("id")) and cell.get("id") == reference.get("id")


def _visible(cell: NotebookNode) -> str:
    return split(cell.source).visible.strip()


def _restore(cell: NotebookNode, reference: NotebookNode) -> None:
    """Give the cell its released metadata, type and, when it was given, text."""
    cell.metadata = from_dict(reference.metadata)  # a copy, in a third of the time
    if is_given(reference):
        cell.source = reference.source
    if cell.cell_type != reference.cell_type:
        cell.cell_type = reference.cell_type
        cell.pop("attachments", None)
        for key in ("outputs", "execution_count"):
            cell.pop(key, None)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None


def _place(cells: list[NotebookNode], chosen: dict[int, str], before: list[str]) -> int:
    """Where a cell belongs: behind the last cell present that comes before it, and behind what the student
    added there only if that is an answer (an answer may run over several cells)."""
    earlier = set(before)
    last = max((i for i, c in enumerate(cells) if chosen.get(id(c)) in earlier), default=-1)
    if last >= 0 and is_answer(cells[last]):
        while last + 1 < len(cells) and id(cells[last + 1]) not in chosen:
            last += 1
    return last + 1


def _longest_rising(numbers: list[int]) -> set[int]:
    """The members of a longest rising subsequence: the cells that need not be moved."""
    tails: list[int] = []
    at: list[int] = []
    for number in numbers:
        place = bisect_left(tails, number)
        tails[place : place + 1] = [number]
        at.append(place)
    members, want = set(), len(tails) - 1
    for number, place in zip(reversed(numbers), reversed(at), strict=True):
        if place == want:
            members.add(number)
            want -= 1
    return members


def _list(names: object) -> str:
    return ", ".join(f"`{name}`" for name in names)
