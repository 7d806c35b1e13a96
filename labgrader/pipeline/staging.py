"""Puts what was made of a submission in the place where nbgrader looks for it: a whole folder at a time.

A folder is staged on the target's own file system, with its modes set, and takes the old one's place by two renames.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from labgrader.lab import Lab

STAGED = ".labgrader-staged"  # in a folder of nbgrader's on another file system: its patterns match no hidden name
BEFORE = ".before"
GROUP = 0o2770  # that the folders of a course have which several instructors share


@dataclass(frozen=True)
class Modes:
    """The modes of files in a folder of nbgrader's, and whether a group shares it."""

    files: int
    shared: bool = False


def stage(lab: Lab, target: Path, files: Mapping[str, bytes], modes: Modes) -> Path:
    """Write a folder that is to take the place of `target`; where it stands meanwhile.

    Args:
        lab: the lab.
        target: where it is to be.
        files: its files, by relative path.
        modes: theirs.
    """
    place = _place(lab, target)
    folder = place / uuid4().hex
    folder.mkdir()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(modes.files)
    if modes.shared:
        for path in (folder, *(p for p in folder.rglob("*") if p.is_dir())):
            path.chmod((stat.S_IMODE(path.stat().st_mode) | GROUP) & 0o2777)
    return folder


def put_in_place(staged: Path, target: Path, *, shared: bool = False) -> None:
    """Have a staged folder take the place of another one, if there is one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if shared:
        folder = target.parent.parent
        mode = stat.S_IMODE(folder.stat().st_mode)
        if mode & GROUP != GROUP:
            with suppress(PermissionError):  # nbgrader leaves another one's folder as it is, too
                folder.chmod((mode | GROUP) & 0o2777)
    before = _before(target)
    if os.path.lexists(target):
        _remove(before)
        target.rename(before)
    staged.rename(target)
    _remove(before)


def put_back(folder: Path) -> None:
    """Repair what a kill between two renames left behind in a folder of nbgrader's: of each student and lab."""
    for before in folder.glob(f"*/.*{BEFORE}"):
        target = before.with_name(before.name.removeprefix(".").removesuffix(BEFORE))
        if os.path.lexists(target):
            _remove(before)
        else:
            before.rename(target)


def clear(lab: Lab, *targets: Path) -> None:
    """Remove what was staged, and never put in place.

    Args:
        lab: the lab.
        targets: nbgrader's folders of all students.
    """
    for place in {lab.state.staged, *(target / STAGED for target in targets)}:
        _remove(place)


def _place(lab: Lab, target: Path) -> Path:
    """Where a folder is staged: in the engine's own folder, where that is on the target's file system."""
    folder = target.parent.parent
    folder.mkdir(parents=True, exist_ok=True)
    own = lab.state.staged
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    if own.stat().st_dev == folder.stat().st_dev:
        return own
    other = folder / STAGED
    other.mkdir(mode=0o700, exist_ok=True)
    return other


def _before(target: Path) -> Path:
    """What the old folder is called while the new one takes its place: a hidden name, which nbgrader does not list."""
    return target.with_name(f".{target.name}{BEFORE}")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        for folder in (path, *(p for p in path.rglob("*") if p.is_dir() and not p.is_symlink())):
            folder.chmod(stat.S_IMODE(folder.stat().st_mode) | stat.S_IRWXU)
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
