"""The grading process of the attacked course: `labgrader grade` itself, one submission at a time, and watched.

python -m labgrader.attacks.worker <lab> <file>     in the course folder, with an environment of its own

Writes a JSON object a line to the file, one for each submission: the seconds it took, by how many bytes this process
grew meanwhile, and what was left behind.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psutil

from labgrader.attacks.course import LAST, WRONG
from labgrader.cli import grade
from labgrader.course import StudentResult
from labgrader.pipeline.classroom import Classroom

GONE_SECONDS = 4
AHEAD_NAME = "labgrader-given"  # see labgrader/inside/warm.py
LOOK = 0.2  # seconds between two looks at the processes that there are
EVIDENCE = ".labgrader/evidence/"
OURS = ("source", "graders", "release", "submitted", ".labgrader", "nbgrader_config.py", "gradebook.db.bak")


class Tree(threading.Thread):
    """Remembers every process that kernels start."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seen: dict[int, psutil.Process] = {}

    def run(self) -> None:
        while True:
            for process in _kernels():
                self.seen.setdefault(process.pid, process)
            sleep(LOOK)

    def left(self) -> list[str]:
        """Those that are still there, some seconds later: what was killed takes its time to be gone."""
        deadline = monotonic() + GONE_SECONDS
        while alive := [
            f"process {p.pid}" for p in [*self.seen.values(), *_kernels()] if _is_alive(p) and not _stays(p)
        ]:
            if monotonic() > deadline:
                return sorted(set(alive))
            sleep(0.05)
        self.seen.clear()
        return []


def _kernels() -> list[psutil.Process]:
    """All that this process's children started: its own children are the warm process, and short-lived tools."""
    found = []
    with suppress(psutil.NoSuchProcess):
        for warm in psutil.Process().children():
            with suppress(psutil.NoSuchProcess):
                found += warm.children(recursive=True)
    return found


def _stays(process: psutil.Process) -> bool:
    """Whether it is one of the warm process's own forks that have run given cells, and wait for the next submission."""
    with suppress(psutil.NoSuchProcess):
        warm = process.parent()
        return process.name() == AHEAD_NAME and warm is not None and warm.ppid() == os.getpid()
    return False


def _is_alive(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def _files(student: str) -> dict[str, tuple]:
    """What must stay as it is while a student's work is graded: the course, and everybody else's."""
    found = {}
    for part in OURS:
        for path in [Path(part), *Path(part).rglob("*")]:
            with suppress(OSError):
                state = path.lstat()
                if student not in str(path) and not path.is_dir() and path.name != "lock":
                    moved = 0 if state.st_nlink > 1 else state.st_ctime_ns  # another name of it may be set aside
                    found[str(path)] = (state.st_mode, state.st_size, state.st_mtime_ns, moved)
    return found


def _changed(before: dict, after: dict) -> list[str]:
    names = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    names -= {name for name in after.keys() - before.keys() if name.startswith(EVIDENCE)}  # named by its content
    return [f"{name} was changed" for name in sorted(names)]


def _temporary() -> list[Path]:
    """What stands in the folder for temporary files; of the warm process's own folder there, what stands in it."""
    found = []
    for path in Path(tempfile.gettempdir()).iterdir():
        found += path.iterdir() if path.name.startswith("labgrader-") else [path]
    return found


def _peak() -> int:
    """The most bytes that this process had in memory since `_forget_peak`."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def _give_back() -> None:
    """Give free memory back to the system: what is still there then, is there for good."""
    gc.collect()
    with suppress(OSError, AttributeError):  # where the C library is another one, it does so in its own time
        ctypes.CDLL(None).malloc_trim(0)


def _forget_peak() -> None:
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


class WatchedClassroom(Classroom):
    """A classroom that grades one submission after another, and notes what came of each."""

    tree: Tree
    notes: Path
    home: set[str] | None = None

    def grade(self, students: list[str], workers: Executor, **how: Any) -> Iterator[StudentResult]:
        with ThreadPoolExecutor(1) as one:  # in this process, which is watched
            for student in students:
                yield self._watched(student, one, **how)

    def _watched(self, student: str, workers: Executor, **how: Any) -> StudentResult:
        before, began = _files(student), monotonic()
        if student in (WRONG, LAST):  # between these two, it is seen what the class made this process grow by
            _give_back()
        _forget_peak()
        base = psutil.Process().memory_info().rss
        (result,) = super().grade([student], workers, **how)
        seconds = monotonic() - began
        grown = _peak() - base
        left = self.tree.left() + _changed(before, _files(student))
        left += [f"{path} is left" for path in _temporary()]
        home = {str(path) for path in Path.home().rglob("*") if ".cache" not in path.parts}
        left += [f"{path} is new" for path in sorted(home - (home if self.home is None else self.home))]
        WatchedClassroom.home = home
        note = {"student": student, "seconds": seconds, "grown": grown, "resident": base, "left": left}
        note["error"] = result.error
        with self.notes.open("a", encoding="utf-8") as file:
            file.write(json.dumps(note) + "\n")
        return result


def main(lab: str, notes: str) -> None:
    """Grade the course in this folder."""
    WatchedClassroom.tree, WatchedClassroom.notes = Tree(), Path(notes)
    WatchedClassroom.tree.start()
    grade.Classroom = WatchedClassroom
    grade.command.main([lab], obj=Path.cwd())


if __name__ == "__main__":
    main(*sys.argv[1:])
