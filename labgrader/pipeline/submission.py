"""What a student handed in, read once: everything later works with these bytes, whatever happens to the folder."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from nbformat.notebooknode import NotebookNode
from nbgrader.utils import find_all_files, parse_utc

from labgrader import intake, tidy
from labgrader.kept import digest
from labgrader.lab import Lab
from labgrader.plaintext import quoted
from labgrader.times import unknown_zone

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
        notebook, unreadable, remarks = read_notebook(lab, folder / f"{lab.name}.ipynb")
        files = read_files(folder, ignore)
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
        student, notebook, files, unreadable, remarks + left_out, parse_utc(stamp) if stamp else None, before
    )


def read_notebook(lab: Lab, path: Path) -> tuple[NotebookNode, str, list[str]]:
    """The notebook of a submission, why it is none, and what is to be said of its name."""
    try:
        notebook = intake.read_submission(path)
    except intake.Unreadable as reason:
        return intake.substitute(lab, str(reason)), str(reason), []
    remark = intake.other_name(path)
    return notebook, "", [remark] * bool(remark)


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
