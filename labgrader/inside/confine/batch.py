"""One run, as its supervisor sees it: cells are sent one at a time, and records taken of the one that was sent last.

What is taken is written to a file, in order, with notes of the supervisor's own: that a cell was cut (CUT, with what
there was too much of), and that something ran too long (LATE, with "cell", "evidence" or "probe").
"""

from __future__ import annotations

import json
import os
import signal
import time
from contextlib import suppress
from typing import BinaryIO

from .pipes import BEGAN, ENDED, EVIDENCE, HEADER, LENGTH, PROBED, SHOWN, STDERR, STDOUT, Frames, Outer, read

CUT, LATE = b"x", b"l"
MOST_PIECES = 2_000  # outputs of one cell, what is printed not counted
STEPS = {ENDED: "cell", EVIDENCE: "evidence", PROBED: "probe"}


class Batch:
    """Sends a notebook's cells to a kernel, and takes its records.

    Args:
        job: `cells`, each with `cell` (its number), `source`, `graded`, `probe` and `draw`; and `limits`, in seconds:
            `cell`, `notebook`, `evidence`.
        limits: bytes of `output`, `cell_output` and `replies`.
        kernel: its process id; 0 when it is gone.
        ends: the supervisor's ends of the pipes.
        file: that the records are written to.

    Attributes:
        over: how the run ended, as soon as it has.
        pending: what is still to be written to the kernel.
        due: when something is to be done even though nothing comes.
    """

    def __init__(self, job: dict, limits: dict[str, int], kernel: int, ends: Outer, file: BinaryIO) -> None:
        self.cells, self.seconds, self.limits = job["cells"], job["limits"], limits
        self.kernel, self.ends, self.file = kernel, ends, file
        self.left = {name: limits[name] for name in ("output", "replies")}
        self.frames = Frames(self._admit, self._take)
        self.printed: tuple[bytes, bytearray] | None = None  # the last piece, while nothing else comes
        self.pending = b""
        self.over: dict | None = None
        self.until = time.monotonic() + self.seconds["notebook"]
        self.place = -1
        self._next()

    @property
    def number(self) -> int:
        """That of the cell that was sent last."""
        return self.cells[self.place]["cell"] if self.cells else 0

    def read(self, descriptor: int) -> bool | None:
        """Read what there is in a pipe, or a part of it; None when that is nothing, False when it is closed."""
        data = read(descriptor)
        if data:
            self._feed(descriptor, data)
        return None if data is None else bool(data)

    def drain(self, *ends: int) -> None:
        """Read all that is there now, within the limits."""
        for descriptor in ends:
            while self.left["output"] >= 0 <= self.left["replies"] and (data := read(descriptor)):
                self._feed(descriptor, data)

    def send(self) -> None:
        """Write what the kernel is ready to read."""
        try:
            self.pending = self.pending[os.write(self.ends.requests, self.pending) :]
        except BlockingIOError:
            pass
        except BrokenPipeError:  # it reads no more
            self.pending = b""

    def look(self, now: float) -> None:
        """Do what is due: interrupt what runs too long, and then give it up."""
        if now >= self.until:
            self.over = {"over": self.seconds["notebook"]}
        elif now < self.due:
            return
        elif self.late:
            self.over = {"stuck": self.seconds["cell"]}
        else:
            self.late = True
            self._keep(LATE, STEPS[self.awaited].encode())
            self._interrupt()
            self.due = now + self.seconds["cell"]
            if self.awaited != ENDED:
                self._next()

    def close(self) -> None:
        """Write what is left to be written."""
        self._flush()
        self.file.close()

    def _feed(self, descriptor: int, data: bytes) -> None:
        if descriptor == self.ends.records:
            self.frames.feed(data)
        elif self._spend("output", len(data)) and self._is_room(len(data)):
            self._take(STDOUT if descriptor == self.ends.output else STDERR, data)

    def _next(self) -> None:
        """Send the next cell."""
        if self.place + 1 == len(self.cells):
            self.over = {"done": True}
            return
        self.place += 1
        self.room, self.pieces, self.cut = self.limits["cell_output"], MOST_PIECES, False
        cell = self.cells[self.place]
        self._ask({"cell": cell["cell"], "source": cell["source"], "draw": cell["draw"]}, ENDED)

    def _ask(self, request: dict, answer: bytes) -> None:
        data = json.dumps(request).encode()
        self.pending += len(data).to_bytes(LENGTH, "big") + data
        self.send()
        seconds = self.seconds["cell" if answer == ENDED else "evidence"]
        self.awaited, self.late, self.due = answer, False, time.monotonic() + seconds

    def _admit(self, kind: bytes, cell: int, length: int) -> bool:
        """Count a record that begins; whether it is of the cell that was sent last, and what is waited for."""
        if kind in (BEGAN, STDOUT, STDERR, SHOWN):
            if not self._spend("output", HEADER.size + length) or cell != self.number:
                return False
            return self._is_room(length + HEADER.size * (kind in (BEGAN, SHOWN)), piece=kind == SHOWN)
        if kind not in STEPS:
            self.over = self.over or {"broken": True}
            return False
        return self._spend("replies", HEADER.size + length) and cell == self.number and kind == self.awaited

    def _spend(self, what: str, count: int) -> bool:
        """Count bytes of the whole run."""
        self.left[what] -= count
        if self.left[what] < 0:
            self.over = self.over or {"limit": what, "number": self.limits[what]}
        return self.left[what] >= 0

    def _is_room(self, count: int, *, piece: bool = False) -> bool:
        """Count bytes of a cell's output; the cell is interrupted when there are too many."""
        if self.cut or self.awaited != ENDED:
            return False
        self.room -= count
        self.pieces -= piece
        if self.room >= 0 and self.pieces >= 0:
            return True
        self.cut = True
        self._keep(CUT, b"bytes" if self.room < 0 else b"pieces")
        self._interrupt()
        return False

    def _take(self, kind: bytes, content: bytes) -> None:
        """Write a record down, and go on."""
        if kind in (STDOUT, STDERR):
            if self.printed is None or self.printed[0] != kind:
                self._flush()
                self.printed = kind, bytearray()
            self.printed[1].extend(content)
            return
        if kind == ENDED:
            self.drain(self.ends.output, self.ends.errors)  # what was written before it is there
        self._keep(kind, content)
        cell = self.cells[self.place]
        if kind == ENDED and cell["graded"]:
            self._ask({"evidence": True}, EVIDENCE)
        elif kind == EVIDENCE and cell["probe"]:
            self._ask({"probe": cell["probe"]}, PROBED)
        elif kind in STEPS:
            self._next()

    def _interrupt(self) -> None:
        """Let Python raise KeyboardInterrupt in what the kernel runs. Between requests it has no effect."""
        if self.kernel:
            with suppress(ProcessLookupError):
                os.kill(self.kernel, signal.SIGINT)

    def _keep(self, kind: bytes, content: bytes) -> None:
        self._flush()
        self.file.write(HEADER.pack(kind, self.number, len(content)) + content)

    def _flush(self) -> None:
        if self.printed is not None:
            (kind, content), self.printed = self.printed, None
            self.file.write(HEADER.pack(kind, self.number, len(content)) + content)
