"""The structure of a notebook: which cells are graded, and putting a submission's given cells back in order.

Students copy cells, delete them, move them, and hand in notebooks whose metadata another program dropped.
`repair` makes of such a notebook one that nbgrader can grade: every given cell once, in its place and with its
released metadata; all else is the student's own, which runs as it is.
"""

from __future__ import annotations

import copy
from bisect import bisect_left
from itertools import takewhile

from nbformat.notebooknode import NotebookNode, from_dict

from labgrader import statements
from labgrader.assignments import literal_assignments, with_assignments, with_parameters
from labgrader.cells import grade_id, is_answer, is_autograded, is_given, named
from labgrader.found import Found
from labgrader.given import keep_what_was_written

__all__ = ["grade_id", "is_answer", "is_autograded", "is_given", "literal_assignments", "repair", "with_assignments"]
__all__ += ["with_parameters"]


def repair(submitted: NotebookNode, reference: NotebookNode) -> list[str]:
    """Give `submitted` the structure of `reference` (the release, or the source), in place.

    Every given cell of the reference stands once, in the reference's order, with its text and metadata; an answer
    cell keeps the student's text. Cells that are not the reference's lose any nbgrader metadata. What a student wrote
    into a given cell becomes a cell of their own beside it.

    Returns:
        What was repaired, a sentence each, for the student and the instructor.
    """
    known = {grade_id(cell): cell for cell in reference.cells if grade_id(cell)}
    found = Found(submitted.cells, known)
    remarks = found.match()
    submitted.cells = found.cells
    chosen = found.chosen
    for cell in submitted.cells:
        if id(cell) not in chosen:
            cell.metadata.pop("nbgrader", None)
    order = list(known)
    positions = {name: i for i, name in enumerate(order)}
    names_in_place = _longest_rising([positions[chosen[id(c)]] for c in submitted.cells if id(c) in chosen])
    moved = [c for c in submitted.cells if id(c) in chosen and positions[chosen[id(c)]] not in names_in_place]
    if moved:
        remarks.append(f"Cells were moved; they were put back in order: {named(chosen[id(c)] for c in moved)}.")
    gone = {id(c) for c in moved}
    cells = [c for c in submitted.cells if id(c) not in gone]
    by_name = {chosen[id(c)]: c for c in submitted.cells if id(c) in chosen}
    missing = [name for name in order if name not in by_name and not is_answer(known[name])]
    for position, name in enumerate(order):
        cell = by_name.get(name) or (copy.deepcopy(known[name]) if name in missing else None)
        if cell is None:
            continue
        if not any(c is cell for c in cells):
            cells.insert(_place(cells, chosen, known, order[:position]), cell)
        chosen[id(cell)] = name
    if missing:
        remarks.append(f"Given cells were missing: {named(missing)}. They were put back.")
    remarks += keep_what_was_written(cells, chosen, known)
    remarks += _find_answers(cells, chosen, known)
    for cell in cells:
        if id(cell) in chosen:
            _restore(cell, known[chosen[id(cell)]])
    submitted.cells = cells
    statements.forget()
    return remarks


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


def _find_answers(cells: list[NotebookNode], chosen: dict[int, str], known: dict[str, NotebookNode]) -> list[str]:
    """Take the first cell with text that stands in the place of an answer for it; sentences on it.

    An answer cell that lost its metadata and its id says nothing by which it could be known.
    """
    taken, missing = [], []
    for position, name in enumerate(known):
        if not is_answer(known[name]) or name in chosen.values():
            continue
        start = _behind(cells, chosen, list(known)[:position])
        here = list(takewhile(lambda cell: id(cell) not in chosen, cells[start:]))
        here = [cell for cell in here if cell.cell_type == known[name].cell_type]
        found = next((cell for cell in here if cell.source.strip()), here[0] if here else None)
        (missing if found is None else taken).append(name)
        if found is not None:
            chosen[id(found)] = name
    remarks = []
    if taken:
        remarks.append(f"These answers were found by their place alone: {named(taken)}.")
    if missing:
        remarks.append(f"No cell stands in the place of these answers: {named(missing)}.")
    return remarks


def _place(cells: list[NotebookNode], chosen: dict[int, str], known: dict[str, NotebookNode], before: list[str]) -> int:
    """Where a given cell belongs: behind the last cell present that comes before it, and behind what the student
    added there only if an answer should stand there (it may run over several cells)."""
    place = _behind(cells, chosen, before)
    if before and is_answer(known[before[-1]]):
        while place < len(cells) and id(cells[place]) not in chosen:
            place += 1
    return place


def _behind(cells: list[NotebookNode], chosen: dict[int, str], before: list[str]) -> int:
    """The place right behind the last cell present of some cells of the lab."""
    earlier = set(before)
    return 1 + max((i for i, c in enumerate(cells) if chosen.get(id(c)) in earlier), default=-1)


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
