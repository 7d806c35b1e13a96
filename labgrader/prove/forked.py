"""Work in forked processes: they begin with all that this one holds, and hand back little."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_held: dict[str, Callable] = {}  # what the processes find when they are forked


def in_processes(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """What a function gives back for each item, in order, found by a process a core; only items and results travel.

    Raises:
        Exception: the function did.
    """
    _held["work"] = work
    context = multiprocessing.get_context("fork")
    try:
        with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=context) as pool:
            yield from pool.map(_do, items)
    finally:
        _held.clear()


def _do(item: Any) -> Any:
    return _held["work"](item)
