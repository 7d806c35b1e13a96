"""nbclient, with a bound on what is kept of a cell's output."""

from __future__ import annotations

import asyncio
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbformat.notebooknode import NotebookNode

MAX_OUTPUTS = 2_000  # of one cell
MB = 1_000_000


class BoundedNotebookClient(NotebookClient):
    """Interrupts a cell whose output is too large, says so in its place, and drops what comes after.

    Args:
        cell_output: bytes of output that are kept of one cell.
    """

    def __init__(self, *args: Any, cell_output: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cell_output = cell_output
        self._cell_now = -1
        self._bytes = self._messages = 0
        self._full = False
        self.cut: dict[int, str] = {}  # by the cell's number, which limit its output met
        self._interrupt: asyncio.Task | None = None

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        if cell_index != self._cell_now:
            self._cell_now, self._bytes, self._messages, self._full = cell_index, 0, 0, False
        if msg["msg_type"] in ("status", "execute_input"):
            return super().process_message(msg, cell, cell_index)
        if self._full:
            return None
        self._bytes += _size(msg["content"]) * self._copies(msg)
        self._messages += 1
        if self._bytes <= self.cell_output and self._messages <= MAX_OUTPUTS:
            return super().process_message(msg, cell, cell_index)
        self._full = True
        pieces = f"{MAX_OUTPUTS} pieces of output"
        said = self._stopped(cell_index, pieces if self._bytes <= self.cell_output else self._whole)
        cell.outputs.append(nbformat.v4.new_output("error", ename="OutputLimit", evalue=said, traceback=[said]))
        self._interrupt = asyncio.ensure_future(self.km.interrupt_kernel())
        return None

    @property
    def _whole(self) -> str:
        return f"{self.cell_output / MB:g} MB of output"

    def _stopped(self, cell_index: int, met: str) -> str:
        self.cut[cell_index] = f"this cell made more than {met} and was stopped"
        return self.cut[cell_index]

    def met_by(self, cell_index: int, error: str) -> str:
        """Which limit the output of the cell that ran last met, as counted here; "" for none.

        Args:
            error: the name of what the cell raised. Printing without end is ended in the kernel (`inside.streams`),
                shortly before it would be here; such a name alone says nothing.
        """
        if error == "OutputLimit" and cell_index == self._cell_now and self._bytes >= self.cell_output / 2:
            self._stopped(cell_index, self._whole)
        return self.cut.get(cell_index, "")

    def _copies(self, msg: dict[str, Any]) -> int:
        """How many outputs a message fills: an update goes to all that have its display id, in every cell."""
        if msg["msg_type"] != "update_display_data":
            return 1
        name = msg["content"].get("transient", {}).get("display_id")
        return max(1, sum(map(len, self._display_id_map.get(name, {}).values())))


def _size(value: Any) -> int:
    """About how many bytes there are in a part of a message, which is not deeper than JSON can be read."""
    total, waiting = 0, [value]
    while waiting:
        part = waiting.pop()
        total += 8
        if isinstance(part, str):
            total += len(part)
        elif isinstance(part, dict):
            waiting += [*part, *part.values()]
        elif isinstance(part, list):
            waiting += part
    return total
