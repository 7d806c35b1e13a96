"""Calls of `backward()`: how many a cell made, and the losses of the first.

`watch` must run before student code, and needs torch, which it imports.
"""

from __future__ import annotations

from contextlib import suppress

from .boxes import number

MAX_LOSSES = 8  # of one cell
MAX_CELLS = 40


class BackwardWatch:
    """Records calls of `Tensor.backward`."""

    def __init__(self, current_cell) -> None:
        self._cell = current_cell
        self._cells: dict[int, dict] = {}

    def watch(self) -> None:
        from torch import Tensor

        Tensor.backward = _Noticed(Tensor.backward, self._note)

    def _note(self, loss) -> None:
        at = self._cell()
        cell = self._cells.get(at)
        if cell is None:
            if len(self._cells) >= MAX_CELLS:
                del self._cells[next(iter(self._cells))]
            cell = self._cells[at] = {"cell": at, "calls": 0, "losses": []}
        cell["calls"] += 1
        if len(cell["losses"]) < MAX_LOSSES and (value := number(loss)) is not None:
            cell["losses"].append(value)

    def report(self) -> list[dict]:
        return list(self._cells.values())


class _Noticed:
    """In the place of a method: it is noticed that one is asked for it, and the method itself is handed out.

    So there is nothing of this in the traceback of an error.
    """

    def __init__(self, method, note) -> None:
        self._method, self._note = method, note

    def __get__(self, instance, owner=None):
        if instance is None:
            return self._method
        with suppress(Exception):  # the student's code must go on
            self._note(instance)
        return self._method.__get__(instance, owner)
