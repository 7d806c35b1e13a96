"""Takes one notebook, and what lies beside it, out of an archive that a student handed in; nothing is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path, PurePosixPath

from labgrader.notebookfile import (
    MAX_FILES,
    MAX_FILES_BYTES,
    MAX_NOTEBOOK_BYTES,
    Unreadable,
    is_hidden,
    is_notebook_name,
)

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others may want any memory
LOCKED = 1  # the flag of a member that wants a password
REMEDY = "Please submit the notebook itself."
# Whatever zipfile raises for a damaged archive.
DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


def notebook_in(path: Path, name: str) -> tuple[bytes, dict[str, bytes]]:
    """The bytes of the one notebook in an archive, at its top or one folder deep, and the files beside it.

    Args:
        path: the archive.
        name: what the notebook should be called, without `.ipynb`: of several, the one of this name is meant.

    Raises:
        Unreadable: there is none, or not one alone, or it cannot be read; the message says which.
    """
    if path.stat().st_size > MAX_FILES_BYTES:
        raise Unreadable(f"The archive is larger than {MAX_FILES_BYTES // 1_000_000} MB. {REMEDY}")
    try:
        with zipfile.ZipFile(path) as archive:
            members = {PurePosixPath(one.filename): one for one in archive.infolist() if _is_wanted(one)}
            notebooks = [one for one in members if is_notebook_name(one.name) and len(one.parts) <= 2]
            notebooks = [one for one in notebooks if one.stem.lower() == name.lower()] or notebooks
            if len(notebooks) != 1:
                raise Unreadable(f"The archive holds {len(notebooks) or 'no'} notebooks, and should hold one. {REMEDY}")
            (place,) = notebooks
            content = _read(archive, members[place], MAX_NOTEBOOK_BYTES)
            return content, _beside(archive, members, place)
    except DAMAGED as error:
        raise Unreadable(f"The archive cannot be read ({type(error).__name__}). {REMEDY}") from error


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    place = PurePosixPath(member.filename)
    odd = place.is_absolute() or "\\" in member.filename or "\0" in member.filename or not place.parts
    return not (member.is_dir() or odd or is_hidden(place))  # `..` is hidden, too


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    if member.flag_bits & LOCKED:
        raise Unreadable(f"The archive wants a password. {REMEDY}")
    if member.compress_type not in METHODS:
        raise Unreadable(f"The archive is packed in an unusual way. {REMEDY}")
    with archive.open(member) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise Unreadable(f"What is in the archive is larger than {most // 1_000_000} MB. {REMEDY}")
    return content


def _beside(
    archive: zipfile.ZipFile, members: dict[PurePosixPath, zipfile.ZipInfo], notebook: PurePosixPath
) -> dict[str, bytes]:
    """The files in the notebook's folder of an archive, as far as there is room for them."""
    found: dict[str, bytes] = {}
    room = MAX_FILES_BYTES
    for place, member in members.items():
        if place != notebook and place.is_relative_to(notebook.parent) and len(found) < MAX_FILES:
            try:
                content = _read(archive, member, room)
            except Unreadable:
                continue
            room -= len(content)
            found[place.relative_to(notebook.parent).as_posix()] = content
    return found
