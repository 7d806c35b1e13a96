"""Reads and writes the engine's own files: whole or not at all, readable by the instructor alone."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from threading import get_native_id
from typing import TypeVar

import psutil

from labgrader.plaintext import plain

UNFINISHED = "new"
DAMAGED = "damaged"

log = logging.getLogger("labgrader")

T = TypeVar("T")


def write(path: Path, content: bytes | str, mode: int = 0o600) -> None:
    """Write a file in one step; who reads it meanwhile sees the old one or the new one.

    Args:
        mode: who may read it: its owner alone by default.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{get_native_id()}.{os.getpid()}.{UNFINISHED}")  # a thread's own
    try:
        temporary.touch(mode=0o600)
        temporary.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        temporary.chmod(mode)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def read(path: Path, parse: Callable[[bytes], T], then: str) -> T | None:
    """What a file holds; None where there is none, or none that can be read.

    One that cannot be read is told in the log, and set aside: so it is told once, and nothing of it is lost.

    Args:
        parse: makes something of the bytes, or raises what a damaged file makes it raise.
        then: what follows for the course, as a sentence.
    """
    try:
        return parse(path.read_bytes())
    except FileNotFoundError:
        return None
    except (IsADirectoryError, PermissionError, ValueError, LookupError, TypeError) as error:
        set_aside(path, f"{type(error).__name__}: {plain(str(error), 100)}", then)
        return None


def set_aside(path: Path, why: str, then: str) -> None:
    """Give a file that cannot be used another name beside it, and say so."""
    names = (f"{path.name}.{DAMAGED}" + (f"-{number}" if number else "") for number in count())
    aside = next(place for name in names if not os.path.lexists(place := path.with_name(name)))
    try:
        path.rename(aside)
        moved = f"it is now called {plain(aside.name)}"
    except OSError as error:
        moved = f"it could not be set aside ({error.strerror})"
    log.warning("%s cannot be read (%s); %s. %s", plain(str(path)), why, moved, then)


def clear_unfinished(folder: Path) -> None:
    """Remove what processes that were killed had begun to write."""
    for path in folder.rglob(f"*.{UNFINISHED}"):
        writer = path.suffixes[-2].removeprefix(".") if len(path.suffixes) > 1 else ""
        if writer.isdecimal() and not psutil.pid_exists(int(writer)):
            path.unlink(missing_ok=True)
