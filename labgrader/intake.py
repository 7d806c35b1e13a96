"""Takes in what a student handed in: any bytes become a valid notebook, or a reason in words why not."""

from __future__ import annotations

import copy
import json
import re
import shutil
import stat
import warnings
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from labgrader.lab import Lab
from labgrader.plaintext import few, quoted

MAX_NOTEBOOK_BYTES = 20_000_000
MAX_FILES_BYTES = 20_000_000
MAX_FILES = 1_000  # beside the notebook; a kernel's own tree has room for some thousands

# A notebook is read whole: what is small as text may be large in memory, and slow to make a page of.
MAX_BRACKETS = 400_000
MAX_CELLS = 1_000
MAX_SOURCE = 1_000_000  # characters of all cells, without outputs
MOST_NAMED = 5  # other notebooks, in a sentence

PLACEHOLDER = "labgrader put this file here: the submission had no notebook of this name.\n"

_CELL_ID = re.compile(r"[a-zA-Z0-9-_]{1,64}")


class Unreadable(Exception):
    """The file is not a notebook that can be graded; the message is for the student."""


def read_submission(path: Path) -> NotebookNode:
    """Read a submitted notebook; outputs and all metadata but nbgrader's own are left behind.

    Raises:
        Unreadable: it is not a notebook.
    """
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise Unreadable("The file is a link or a folder. Please submit the notebook itself.")
        if path.stat().st_size > MAX_NOTEBOOK_BYTES:
            raise Unreadable(
                f"The file is larger than {MAX_NOTEBOOK_BYTES // 1_000_000} MB. "
                "Clear the outputs (Kernel > Restart and Clear Outputs), save it, and submit again."
            )
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as error:
        raise Unreadable(f"The file could not be opened ({error.strerror}). Please submit it again.") from error
    if text == PLACEHOLDER:
        raise Unreadable(
            f"There was no notebook called {path.name} in what you handed in{_instead(path)}. "
            "Please submit again, with this name."
        )
    if not text.strip():
        raise Unreadable("The file is empty. Open your notebook in JupyterLab, save it, and submit again.")
    try:
        if text.count("{") + text.count("[") > MAX_BRACKETS:
            raise ValueError("too many values")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about ids and versions, which are put right below
            notebook = nbformat.reads(text, as_version=4)
        return _rebuild(notebook, _own_ids(text, len(notebook["cells"])))
    except Unreadable:
        raise
    except (Exception, RecursionError) as error:  # whatever json, nbformat and its converters raise for odd input
        raise Unreadable(
            f"The file is not a Jupyter notebook, or it is damaged ({type(error).__name__}). "
            "Open your notebook in JupyterLab, save it, and submit that file."
        ) from error


def _instead(path: Path) -> str:
    names = [quoted(p.name) for p in _other_notebooks(path)]
    return f" (there were {', '.join(few(names, MOST_NAMED))})" if names else ""


def _own_ids(text: str, count: int) -> list[object]:
    """The ids of the cells as they stand in the file: nbformat makes up others, new ones each time that it reads."""
    cells = json.loads(text).get("cells") or []
    return [cell.get("id") for cell in cells] if len(cells) == count else [None] * count


def _rebuild(submitted: NotebookNode, ids: list[object]) -> NotebookNode:
    """A valid notebook with the same cells: types, sources, ids where they are usable, and nbgrader metadata."""
    notebook = nbformat.v4.new_notebook()
    seen: set[str] = set()
    room = MAX_SOURCE
    if len(submitted["cells"]) > MAX_CELLS:
        raise Unreadable(f"The notebook has more than {MAX_CELLS} cells. Delete those that you do not need.")
    for number, old in enumerate(submitted["cells"]):
        kind = old["cell_type"] if old["cell_type"] in ("code", "markdown") else "raw"
        source = old.get("source", "")
        source = "".join(map(str, source)) if isinstance(source, list) else str(source)
        source = source.encode("utf-8", "replace").decode("utf-8")
        room -= len(source)
        if room < 0:
            raise Unreadable(
                f"The cells hold more than {MAX_SOURCE:,} characters. Put data into files, or leave it out."
            )
        name = ids[number]
        if not (isinstance(name, str) and _CELL_ID.fullmatch(name) and name not in seen):
            name = f"cell-{number}"
            while name in seen:
                name += "-"
        seen.add(name)
        cell = NotebookNode(id=name, cell_type=kind, source=source, metadata=NotebookNode())
        if kind == "code":
            cell.update(execution_count=None, outputs=[])
        meta = old.get("metadata")
        if isinstance(meta, dict) and isinstance(meta.get("nbgrader"), dict):
            # What nbgrader writes there is flat; what is nested deep enough cannot be copied later on.
            flat = {k: v for k, v in meta["nbgrader"].items() if isinstance(v, str | int | float | None)}
            cell.metadata["nbgrader"] = NotebookNode(flat)
        notebook.cells.append(cell)
    nbformat.validate(notebook)
    return notebook


def substitute(lab: Lab, reason: str) -> NotebookNode:
    """What is graded in the place of a submission that cannot be read: the release, with the reason on top."""
    notebook = copy.deepcopy(lab.release)
    notebook.cells.insert(0, nbformat.v4.new_markdown_cell(f"**{reason}**", id="labgrader-unreadable"))
    return notebook


def put_notebook_in_place(folder: Path, lab: Lab) -> bool:
    """See to it that a submission's folder holds a notebook of the lab's name, so that nbgrader finds it.

    A single notebook of another name is copied; where there is none, or there are several, a placeholder says so.
    Nothing is removed or overwritten.

    Returns:
        Whether a file was made.
    """
    target = folder / f"{lab.name}.ipynb"
    if target.exists() or target.is_symlink():
        return False
    others = _other_notebooks(target)
    if len(others) == 1:
        shutil.copyfile(others[0], target)  # of any size
    else:
        target.write_text(PLACEHOLDER, encoding="utf-8")
    return True


def other_name(path: Path) -> str:
    """A remark for the student when the notebook is a copy of one that was handed in under another name, or ""."""
    size = path.stat().st_size  # looked at first: the others may have any
    same = [p for p in _other_notebooks(path) if p.stat().st_size == size and p.read_bytes() == path.read_bytes()]
    return f"Your notebook was called {quoted(same[0].name)}; it was graded as {path.name}." if same else ""


def _other_notebooks(path: Path) -> list[Path]:
    """The notebooks beside `path`: regular files, no links, no checkpoints."""
    found = sorted(path.parent.glob("*.ipynb"))
    return [p for p in found if p != path and p.is_file() and not p.is_symlink()]
