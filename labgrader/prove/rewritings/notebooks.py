"""Notebooks in which the answers stay, and what stands around them does not."""

from __future__ import annotations

from collections.abc import Callable

import nbformat
from nbformat.notebooknode import NotebookNode

from labgrader import corpus, structure
from labgrader.lab import Lab


def _notes_everywhere(notebook: NotebookNode) -> None:
    """A cell of text after each cell."""
    notebook.cells = [
        each
        for number, cell in enumerate(notebook.cells)
        for each in (cell, nbformat.v4.new_markdown_cell(f"*note {number}*: größer → kleiner", id=f"note-{number}"))
    ]


def _empty_cells_everywhere(notebook: NotebookNode) -> None:
    """An empty code cell after each cell."""
    notebook.cells = [
        each
        for number, cell in enumerate(notebook.cells)
        for each in (cell, nbformat.v4.new_code_cell("", id=f"empty-{number}"))
    ]


def _scratch_everywhere(notebook: NotebookNode) -> None:
    """A code cell that looks around after each code cell, and in the end one that raises."""
    notebook.cells = [
        each
        for number, cell in enumerate(notebook.cells)
        for each in [cell]
        + [nbformat.v4.new_code_cell(f"try_{number} = {number}\nlen(dir())", id=f"try-{number}")]
        * (cell.cell_type == "code")
    ]
    notebook.cells.append(nbformat.v4.new_code_cell("raise ValueError('the end')", id="the-end"))


def _scratch_first(notebook: NotebookNode) -> None:
    """A cell before all others."""
    source = "import math, random, os\nanswer = 42\nprint(os.getcwd(), random.random())"
    notebook.cells.insert(0, nbformat.v4.new_code_cell(source, id="first-of-all"))


def _old_outputs(notebook: NotebookNode) -> None:
    """Outputs and numbers of an earlier run."""
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            cell.execution_count = 1000 - number
            cell.outputs = [
                nbformat.v4.new_output("stream", name="stderr", text="KeyboardInterrupt\n"),
                nbformat.v4.new_output("error", ename="NameError", evalue="old", traceback=["old"]),
            ]


def _metadata(notebook: NotebookNode) -> None:
    """Tags, folded cells and other things that editors leave."""
    for cell in notebook.cells:
        cell.metadata.update(tags=["skip-execution", "my-tag"], collapsed=True, jupyter={"source_hidden": True})
    notebook.metadata["vscode"] = {"interpreter": {"hash": "0"}}


def _new_ids(notebook: NotebookNode) -> None:
    """Saved by a program that gives each cell a new id."""
    for number, cell in enumerate(notebook.cells):
        cell.id = f"new-{number}"


def _answers_not_marked(notebook: NotebookNode) -> None:
    """The answer cells have lost their metadata."""
    for cell in notebook.cells:
        if structure.is_answer(cell):
            del cell.metadata["nbgrader"]


def _given_cells_edited(notebook: NotebookNode) -> None:
    """Prints in given cells, which are put back to what they were."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and structure.is_given(cell) and not structure.is_autograded(cell):
            cell.source += "\nprint('edited')"


def _checks_emptied(notebook: NotebookNode) -> None:
    """The checks are gone, and are put back."""
    for cell in notebook.cells:
        if structure.is_autograded(cell):
            cell.source = ""


NOTEBOOKS: dict[str, Callable[[NotebookNode], None]] = {
    "notes everywhere": _notes_everywhere,
    "empty cells everywhere": _empty_cells_everywhere,
    "scratch cells everywhere": _scratch_everywhere,
    "a scratch cell before all": _scratch_first,
    "old outputs": _old_outputs,
    "metadata of editors": _metadata,
    "cells with new ids": _new_ids,
    "answers without metadata": _answers_not_marked,
    "given cells edited": _given_cells_edited,
    "checks emptied": _checks_emptied,
}


def changed(lab: Lab, way: str) -> NotebookNode:
    """The reference's answers in other surroundings."""
    found = corpus.submission(lab, {})
    NOTEBOOKS[way](found)
    return found
