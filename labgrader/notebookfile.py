"""Reads a notebook's bytes, whoever wrote them: they become a valid notebook, or a reason in words why not."""

from __future__ import annotations

import codecs
import json
import re
import stat
import warnings
from pathlib import Path, PurePath

import nbformat
from nbformat.notebooknode import NotebookNode

MAX_NOTEBOOK_BYTES = 20_000_000
MAX_FILES_BYTES = 20_000_000
MAX_FILES = 1_000  # beside the notebook; a kernel's own tree has room for some thousands

# A notebook is read whole: what is small as text may be large in memory, and slow to make a page of.
MAX_BRACKETS = 400_000
MAX_CELLS = 1_000
MAX_SOURCE = 1_000_000  # characters of all cells, without outputs

MARK = "\ufeff"  # the byte-order mark, where it is not read as such
BLANK = f" \t\r\n{MARK}"
# Of two marks that begin alike, the longer one first.
ENCODINGS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}

_CELL_ID = re.compile(r"[a-zA-Z0-9-_]{1,64}")


GENERATED = ("__MACOSX", "__pycache__")  # folders
PLACEHOLDER = "labgrader put this file here: the submission had no notebook of this name.\n"


class Unreadable(Exception):
    """The file is not a notebook that can be graded; the message is for the student."""


def is_hidden(name: PurePath) -> bool:
    """Whether a file, by its path in a submission, was made by a program for itself: nobody means to hand it in."""
    return any(part.startswith(".") or part in GENERATED for part in name.parts)


def is_notebook_name(name: str) -> bool:
    """Whether a file is called as notebooks are."""
    return name.lower().endswith(".ipynb")


def read_file(path: Path) -> bytes:
    """The bytes of a file that was handed in.

    Raises:
        Unreadable: it is none, or too large.
    """
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise Unreadable("The file is a link or a folder. Please submit the notebook itself.")
        if path.stat().st_size > MAX_NOTEBOOK_BYTES:
            raise Unreadable(
                f"The file is larger than {MAX_NOTEBOOK_BYTES // 1_000_000} MB. "
                "Clear the outputs (Kernel > Restart and Clear Outputs), save it, and submit again."
            )
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"The file could not be opened ({error.strerror}). Please submit it again.") from error


def text_of(content: bytes) -> str:
    """What a file says, in UTF-8, UTF-16 or UTF-32, without byte-order marks and blanks around it."""
    encoding = next((name for mark, name in ENCODINGS.items() if content.startswith(mark)), "utf-8")
    if encoding == "utf-8" and len(content) > 1 and bool(content[0]) != bool(content[1]):  # UTF-16 without a mark
        encoding = "utf-16-le" if content[0] else "utf-16-be"
    return content.decode(encoding, "replace").strip(BLANK)


def read_bytes(content: bytes) -> NotebookNode:
    """A notebook from a file's bytes; outputs and all metadata but nbgrader's own are left behind.

    Raises:
        Unreadable: it is not a notebook.
    """
    text = text_of(content)
    if not text:
        raise Unreadable("The file is empty. Open your notebook in JupyterLab, save it, and submit again.")
    try:
        if text.count("{") + text.count("[") > MAX_BRACKETS:
            raise ValueError("too many values")
        try:
            document = json.loads(text)
        except ValueError:
            text = text.replace(MARK, "")  # where an editor or `cat` left it in the middle
            document = json.loads(text)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about ids and versions, which are put right below
            notebook = nbformat.reads(text, as_version=4)
        return _rebuild(notebook, _own_ids(document, len(notebook["cells"])))
    except Unreadable:
        raise
    except (Exception, RecursionError) as error:  # whatever json, nbformat and its converters raise for odd input
        raise Unreadable(
            f"The file is not a Jupyter notebook, or it is damaged ({type(error).__name__}). "
            "Open your notebook in JupyterLab, save it, and submit that file."
        ) from error


def _own_ids(document: dict, count: int) -> list[object]:
    """The ids of the cells as they stand in the file: nbformat makes up others, new ones each time that it reads."""
    cells = document.get("cells") or []
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
        source = source.encode("utf-8", "replace").decode("utf-8").lstrip(MARK)
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
