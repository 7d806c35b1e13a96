"""Takes in what a student handed in: the file of the lab's name, or what was put in its place."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from labgrader import candidates
from labgrader.lab import Lab
from labgrader.notebookfile import (
    MAX_BRACKETS,
    MAX_CELLS,
    MAX_FILES,
    MAX_FILES_BYTES,
    MAX_NOTEBOOK_BYTES,
    MAX_SOURCE,
    PLACEHOLDER,
    Unreadable,
    is_hidden,
    is_notebook_name,
    read_bytes,
    read_file,
    text_of,
)
from labgrader.plaintext import few, quoted

__all__ = [
    "MAX_BRACKETS",
    "MAX_CELLS",
    "MAX_FILES",
    "MAX_FILES_BYTES",
    "MAX_NOTEBOOK_BYTES",
    "MAX_SOURCE",
    "PLACEHOLDER",
    "Unreadable",
    "put_notebook_in_place",
    "read_submission",
    "substitute",
]

MOST_NAMED = 5  # other notebooks, in a sentence


def read_submission(path: Path) -> NotebookNode:
    """Read a submitted notebook; outputs and all metadata but nbgrader's own are left behind.

    Raises:
        Unreadable: it is not a notebook.
    """
    content = read_file(path)
    if text_of(content) == PLACEHOLDER.strip():
        raise Unreadable(
            f"There was no notebook called {path.name} in what you handed in{_instead(path)}. "
            "Please submit again, with this name."
        )
    return read_bytes(content)


def _instead(path: Path) -> str:
    names = [quoted(p.name) for p in _other_notebooks(path)]
    return f" (there were {', '.join(few(names, MOST_NAMED))})" if names else ""


def substitute(lab: Lab, reason: str) -> NotebookNode:
    """What is graded in the place of a submission that cannot be read: the release, with the reason on top."""
    notebook = copy.deepcopy(lab.release)
    notebook.cells.insert(0, nbformat.v4.new_markdown_cell(f"**{reason}**", id="labgrader-unreadable"))
    return notebook


def put_notebook_in_place(folder: Path, lab: Lab) -> bool:
    """See to it that a submission's folder holds a notebook of the lab's name, so that nbgrader finds it.

    The notebook that was chosen is copied; where there is none, or it came in another kind of file, a placeholder
    stands for it. Nothing is removed or overwritten.

    Returns:
        Whether a file was made.
    """
    target = folder / f"{lab.name}.ipynb"
    if target.exists() or target.is_symlink():
        return False
    others = _other_notebooks(target)
    taken = candidates.choose(lab, folder).taken
    if taken is not None and taken.path in others:
        shutil.copyfile(taken.path, target)
    elif taken is None and len(others) == 1:
        shutil.copyfile(others[0], target)  # of any size: why it cannot be read is said when it is
    else:
        target.write_text(PLACEHOLDER, encoding="utf-8")
    return True


def _other_notebooks(path: Path) -> list[Path]:
    """The notebooks beside `path`: regular files, no links, none that a program made for itself."""
    found = sorted(p for p in path.parent.iterdir() if is_notebook_name(p.name))
    return [p for p in found if p != path and p.is_file() and not p.is_symlink() and not is_hidden(Path(p.name))]
