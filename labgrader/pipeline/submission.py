"""What a student handed in, read once: everything later works with these bytes, whatever happens to the folder."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from nbformat.notebooknode import NotebookNode
from nbgrader.utils import find_all_files, parse_utc

from labgrader import candidates, intake, tidy
from labgrader.candidates import Choice
from labgrader.kept import digest
from labgrader.lab import Lab
from labgrader.notebookfile import is_notebook_name
from labgrader.plaintext import quoted
from labgrader.times import unknown_zone

MAX_NAME = 200  # bytes of a file's name
TIMES = 5  # that a folder is read again because it has changed meanwhile


class StillChanging(OSError):
    """Somebody writes into the folder of a submission all the time."""


@dataclass
class Submission:
    """A submission as it was read.

    Attributes:
        student: the student's id.
        notebook: its cells, without outputs; the release, with a reason on top, where the file is no notebook.
        files: all other files that are copied with it, by relative path.
        notebooks: the other notebooks that were handed in: it may run them, and nbgrader does not copy them.
        unreadable: why the file is no notebook, in words for the student; "" when it is one.
        remarks: what was left out or renamed, for the student.
        timestamp: when it was handed in, in UTC; None when it does not say.
        fingerprint: of all that the folder held when it was read.
    """

    student: str
    notebook: NotebookNode
    files: dict[str, bytes] = field(default_factory=dict)
    unreadable: str = ""
    remarks: list[str] = field(default_factory=list)
    timestamp: datetime | None = None
    fingerprint: str = ""
    notebooks: dict[str, bytes] = field(default_factory=dict)


def read_folder(lab: Lab, student: str, folder: Path, ignore: list[str]) -> Submission:
    """Read the submission that stands in a folder, which is put in order first.

    Args:
        lab: the lab.
        student: whose it is.
        folder: where it stands.
        ignore: patterns of files that nbgrader does not copy.

    Raises:
        OSError: the folder could not be put in order or read, or does not stay as it is.
    """
    left_out = tidy.put_in_order(lab, student, folder)
    intake.put_notebook_in_place(folder, lab)
    for _ in range(TIMES):
        before = fingerprint(folder)
        choice = candidates.choose(lab, folder)
        notebook, unreadable, remarks = read_notebook(lab, folder, choice)
        files = read_files(folder, ignore)
        notebooks = read_notebooks(folder, choice)
        for name, content in _from_archive(lab, choice, files).items():
            (notebooks if is_notebook_name(name) else files)[name] = content
        if fingerprint(folder) == before:
            break
    else:
        raise StillChanging(f"{folder} changes while it is read")
    stamp = files.get(tidy.TIMESTAMP, b"").decode("utf-8").strip()
    if zone := unknown_zone(stamp):
        remarks.append(
            f"The time zone {quoted(zone)} in {tidy.TIMESTAMP} is not known here: its time was taken as UTC."
        )
    return Submission(
        student,
        notebook,
        files,
        unreadable,
        remarks + left_out,
        parse_utc(stamp) if stamp else None,
        before,
        notebooks,
    )


def read_notebook(lab: Lab, folder: Path, choice: Choice) -> tuple[NotebookNode, str, list[str]]:
    """The notebook of a submission, why it is none, and what is to be said of the file."""
    if choice.taken is not None and choice.taken.notebook is not None:
        return choice.taken.notebook, "", choice.remarks
    try:
        notebook = intake.read_submission(folder / f"{lab.name}.ipynb")
    except intake.Unreadable as reason:
        return intake.substitute(lab, str(reason)), str(reason), choice.remarks
    return notebook, "", choice.remarks


def read_notebooks(folder: Path, choice: Choice) -> dict[str, bytes]:
    """The other notebooks of a submission, as far as there is room for them."""
    found: dict[str, bytes] = {}
    room = intake.MAX_FILES_BYTES
    for path in choice.others:
        room -= path.stat().st_size
        if room >= 0:
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def _from_archive(lab: Lab, choice: Choice, files: dict[str, bytes]) -> dict[str, bytes]:
    """What lies beside the notebook in its archive, without what would stand in the way of anything else."""
    beside = choice.taken.beside if choice.taken is not None else {}
    taken = {*beside, *files, *lab.files, tidy.TIMESTAMP, f"{lab.name}.html"}
    folders = {parent for name in (*files, *lab.files) for parent in PurePosixPath(name).parents}
    found = {}
    for name, content in beside.items():
        place = PurePosixPath(name)
        clear = not any(parent.as_posix() in taken for parent in place.parents) and place not in folders
        short = all(len(part.encode()) <= MAX_NAME for part in place.parts) and len(place.parts) <= tidy.MAX_DEPTH
        own = name not in taken - beside.keys() and not tidy.shadows(place.parts[0], lab.files, package="/" in name)
        if clear and short and own:
            found[name] = content
    return found


def read_files(folder: Path, ignore: list[str]) -> dict[str, bytes]:
    """The files beside the notebook, as nbgrader copies them; `tidy` has seen to their kinds, sizes and number."""
    paths = map(Path, find_all_files(str(folder), [*ignore, "*.ipynb"]))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(paths)}


def for_kernel(files: dict[str, bytes]) -> dict[str, bytes]:
    """Of a submission's files, those that its notebook finds beside it."""
    return {name: content for name, content in files.items() if name != tidy.TIMESTAMP}


def fingerprint(folder: Path) -> str:
    """A hash of all that stands in a folder; of what is too large to be a notebook, of its size."""
    parts: list[list[object]] = []
    for path in sorted(folder.rglob("*")):
        status, name = path.lstat(), path.relative_to(folder).as_posix()
        whole = path.is_file() and not path.is_symlink() and status.st_size <= intake.MAX_NOTEBOOK_BYTES
        parts.append([name, _hash(path.read_bytes()) if whole else [status.st_mode, status.st_size]])
    return digest(parts)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
