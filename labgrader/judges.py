"""Grades a class from its evidence, with one process a core; each holds little more than one submission's at a time."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import forkserver
from typing import TypeVar

from labgrader.evidence import RunRecord
from labgrader.grading import grade
from labgrader.kept import Kept
from labgrader.lab import Lab
from labgrader.verdict import CellVerdict

# A process takes a second or two to import torch and pytest, in which this one grades as many as these.
WORTH_A_PROCESS = 150
CHUNK = 50  # submissions of one grading session

Records = Mapping[str, RunRecord]
Verdicts = dict[str, dict[str, CellVerdict]]
T = TypeVar("T")


class _Records(Records):
    """The evidence of a class, read when it is asked for: one submission's at a time is held."""

    def __init__(self, kept: Kept, keys: Mapping[str, str]) -> None:
        self.kept, self.keys = kept, keys
        self._last: tuple[str, RunRecord] | None = None

    def __getitem__(self, student: str) -> RunRecord:
        if self._last is None or self._last[0] != student:
            record = self.kept.record(self.keys[student])
            if record is None:
                raise RuntimeError(f"the evidence {self.kept.path(self.keys[student])} cannot be read")
            self._last = student, record
        return self._last[1]

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys)

    def __len__(self) -> int:
        return len(self.keys)


def get_ready(count: int) -> None:
    """Begin to start what grading so many submissions needs, while the caller still finds out which they are."""
    if _processes(count) > 1:
        _context()
        forkserver.ensure_running()


def grade_kept(lab: Lab, kept: Kept, keys: Mapping[str, str], *, processes: int | None = None) -> Verdicts:
    """Grade a class from its kept evidence.

    Args:
        lab: the lab.
        kept: its kept results.
        keys: the key of each submission's result, by student.
        processes: how many to use; by default as many as there are cores, where the class is large enough for it.

    Returns:
        The verdicts of each student, by grade_id.

    Raises:
        RuntimeError: the evidence of a submission cannot be read.
    """
    return _grade_all(lab, keys, partial(_Records, kept), processes)


def grade_records(lab: Lab, records: Records) -> Verdicts:
    """Grade submissions whose evidence is in memory; see `grade_kept`."""
    return _grade_all(lab, records, dict)


def _grade_all(
    lab: Lab, things: Mapping[str, T], records: Callable[[dict[str, T]], Records], processes: int | None = None
) -> Verdicts:
    """Grade what `records` makes of things by student: all in one session, or a chunk of them in each."""
    wanted = processes or _processes(len(things))
    if wanted <= 1:
        return grade(lab, records(dict(things)))
    items = list(things.items())
    chunks = [records(dict(items[begin : begin + CHUNK])) for begin in range(0, len(items), CHUNK)]
    with ProcessPoolExecutor(wanted, mp_context=_context(), initializer=_end_with_parent) as pool:
        found = [pool.submit(_grade, lab.root, lab.name, chunk) for chunk in chunks]
        return {student: verdicts for part in found for student, verdicts in part.result().items()}


def _processes(count: int) -> int:
    return max(1, min(os.cpu_count() or 1, count // WORTH_A_PROCESS))


def _context() -> multiprocessing.context.BaseContext:
    """Workers are not forked from this process, which may have threads."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "torch", __name__])
    return context


def _end_with_parent() -> None:
    """End this worker when the process that grades is gone, even killed: it would wait for work for ever."""
    threading.Thread(target=lambda: (multiprocessing.parent_process().join(), os._exit(1)), daemon=True).start()


def _grade(root: os.PathLike, name: str, chunk: Records) -> Verdicts:
    return grade(Lab(root, name), chunk)
