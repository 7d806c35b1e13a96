"""A run's records: what cells show and hold, as bytes with a header, written to the supervisor's pipe.

A record is a kind, the number of its cell, and that many bytes. The supervisor takes those of the cell that it sent
last, in order, and reads nothing of them; the grading process reads them when the run is over. The pipe belongs to
the student, so a record is what a kernel claims.
"""

from __future__ import annotations

import fcntl
import io
import json
import os
import select
import termios
import threading
from contextvars import ContextVar
from time import monotonic, sleep

from jupyter_client.session import Session

from . import interrupts
from .confine.pipes import HEADER, SHOWN, STDERR, STDOUT

MESSAGES = ("display_data", "update_display_data", "execute_result", "error", "clear_output")
STREAMS = {"stdout": (STDOUT, 1), "stderr": (STDERR, 2)}
MOST_WAIT, WAIT = 1.0, 0.0002  # seconds


class Records:
    """Writes records, from any thread of the process that runs the cells; forks of it write none.

    Until it is connected, it keeps them instead.

    Attributes:
        cell: the number of the cell that runs.
        limit: characters that a cell may print; 0 for any number.
    """

    def __init__(self) -> None:
        self.descriptor: int | None = None
        self.silent: int | None = None
        self.process = os.getpid()
        self.cell = self.limit = self.printed = 0
        self._in_order = True
        self.kept: list[tuple[bytes, bytes]] = []
        self._owner: ContextVar[int] = ContextVar("cell")
        self._lock = threading.RLock()

    def connect(self, descriptor: int, limit: int) -> None:
        """From now on, write to a pipe; in the process that runs the student's cells.

        Args:
            limit: characters that a cell may print; 0 for any number.
        """
        self.descriptor, self.limit, self.process = descriptor, limit, os.getpid()
        self.silent = os.dup(0)
        self.kept = []

    def begin(self, cell: int) -> None:
        """What is written from now on belongs to a cell, but for what tasks of earlier cells write."""
        self.cell, self.printed, self._in_order = cell, 0, True
        self._owner.set(cell)

    def write(self, kind: bytes, content: bytes) -> None:
        """Write one record, whole."""
        if self.descriptor is None:
            self.kept.append((kind, content))
            return
        if os.getpid() != self.process or self._owner.get(self.cell) != self.cell:
            return
        self._wait_for_others()
        data = HEADER.pack(kind, self.cell, len(content)) + content
        if len(data) <= select.PIPE_BUF:
            with self._lock:
                os.write(self.descriptor, data)  # all of it, or an interrupt came before
            return
        with interrupts.held(), self._lock:
            left = memoryview(data)
            while left:
                left = left[os.write(self.descriptor, left) :]

    def _wait_for_others(self) -> None:
        """Let the supervisor first take what was written past Python, to descriptors 1 and 2: it came before."""
        until = monotonic() + MOST_WAIT
        while self._in_order and (_unread(1) or _unread(2)):
            self._in_order = monotonic() < until  # in this cell: what stands there may be something else
            sleep(WAIT)


def _unread(descriptor: int) -> bool:
    """Whether there is something in a pipe."""
    try:
        return any(fcntl.ioctl(descriptor, termios.FIONREAD, bytes(4)))
    except OSError:
        return False


class RecordSession(Session):
    """In the place of a kernel's session: what would be sent to a notebook's page becomes records; the rest goes."""

    def __init__(self, records: Records, **kwargs) -> None:
        super().__init__(**kwargs)
        self.records = records

    def send(self, stream, msg_or_type, content=None, *args, **kwargs):
        kind = msg_or_type
        if isinstance(msg_or_type, dict):
            kind, content = msg_or_type["header"]["msg_type"], msg_or_type["content"]
        if kind in MESSAGES:
            text = json.dumps([kind, content], ensure_ascii=False, default=repr)
            self.records.write(SHOWN, text.encode("utf-8", "replace"))
        elif kind == "stream":
            self.records.write(STREAMS[content["name"]][0], content["text"].encode("utf-8", "replace"))


class OutputLimit(Exception):
    """A cell printed too much."""


class Stream(io.TextIOBase):
    """Standard output or error. Nothing waits in it: what was printed is there when Python ends, however it does.

    A cell that prints without end is stopped with a message, while the notebook goes on: a courtesy to honest students,
    for whoever gets around it meets the supervisor's limits.
    """

    encoding = "UTF-8"

    def __init__(self, name: str, records: Records) -> None:
        self.name, self.records = name, records
        self._kind, self._descriptor = STREAMS[name]

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if not text:
            return 0
        records = self.records
        records.printed += len(text)
        if 0 < records.limit < records.printed:
            raise OutputLimit(f"this cell printed more than {records.limit / 1e6:g} MB of output")
        content = text.encode("utf-8", "replace")
        if os.getpid() == records.process:
            records.write(self._kind, content)
        else:  # a fork's: the supervisor reads what is written there, too
            with open(self._descriptor, "wb", closefd=False) as file:
                file.write(content)
        return len(text)

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        if self.records.silent is None:
            raise io.UnsupportedOperation("fileno")
        return self.records.silent
