"""What a cell of a lab's notebook is: given, an answer, or graded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, count

import nbformat
from nbformat.notebooknode import NotebookNode

from labgrader.plaintext import few
from labgrader.regions import split

MOST_NAMED = 8  # cells, in a sentence


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


def visible(cell: NotebookNode) -> str:
    """A cell's text as students see it: without hidden regions."""
    return split(cell.source).visible.strip()


def named(names: Iterable[str]) -> str:
    """The names of some cells, in a sentence."""
    return ", ".join(few([f"`{name}`" for name in names], MOST_NAMED))


def is_given_code(cell: NotebookNode) -> bool:
    """A code cell that the student was given."""
    return is_given(cell) and cell.cell_type == "code"


def is_untouched(cell: NotebookNode, reference: NotebookNode) -> bool:
    """Whether a student's cell stands as it was released."""
    return cell.source == reference.source or cell.source.strip() == visible(reference)


def new_cell(kind: str, source: str, cells: list[NotebookNode], wish: str) -> NotebookNode:
    """A cell of the student's own, with an id that no other one has."""
    taken = {cell.get("id") for cell in cells}
    wish = re.sub(r"[^a-zA-Z0-9-_]", "-", wish)[:50]
    name = next(name for name in chain([wish], (f"{wish}-{number}" for number in count(2))) if name not in taken)
    make = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}
    return make.get(kind, nbformat.v4.new_raw_cell)(source, id=name)
