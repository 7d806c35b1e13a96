"""Writes the engine's own files: whole or not at all, readable by the instructor alone."""

from __future__ import annotations

import os
from pathlib import Path

import psutil

UNFINISHED = "new"


def write(path: Path, content: bytes | str) -> None:
    """Write a file in one step; who reads it meanwhile sees the old one or the new one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.{UNFINISHED}")
    try:
        temporary.touch(mode=0o600)
        temporary.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def clear_unfinished(folder: Path) -> None:
    """Remove what processes that were killed had begun to write."""
    for path in folder.rglob(f"*.{UNFINISHED}"):
        writer = path.suffixes[-2].removeprefix(".") if len(path.suffixes) > 1 else ""
        if writer.isdecimal() and not psutil.pid_exists(int(writer)):
            path.unlink(missing_ok=True)
