"""The pipes between a kernel and its supervisor, and what is read from them, piece by piece.

A record is a header (its kind, the number of its cell, its length) and that many bytes. Nothing here looks at what is
in one.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

HEADER = struct.Struct("<cII")
BEGAN, STDOUT, STDERR, SHOWN = b"b", b"1", b"2", b"d"  # while the cell runs; BEGAN holds its execution count
ENDED, EVIDENCE, PROBED = b"c", b"e", b"p"  # once each, in this order; empty evidence says that there is none
LENGTH = 4  # bytes that say how long a request is
CHUNK = 1 << 16


class Inner(NamedTuple):
    """The kernel's ends, as descriptors: requests are read, the others written."""

    requests: int
    records: int
    output: int
    errors: int


class Outer(NamedTuple):
    """The supervisor's ends: requests are written, the others read."""

    requests: int
    records: int
    output: int
    errors: int


def make() -> tuple[Inner, Outer]:
    """The pipes of one run. None of the descriptors outlives an `exec`."""
    pairs = [os.pipe() for _ in range(4)]
    (theirs, ours), *others = pairs
    inner = Inner(theirs, *(writing for _, writing in others))
    outer = Outer(ours, *(reading for reading, _ in others))
    for descriptor in outer:
        os.set_blocking(descriptor, False)
    return inner, outer


def close(ends: Inner | Outer) -> None:
    """Close all of one side's ends."""
    for descriptor in ends:
        os.close(descriptor)


def read(descriptor: int) -> bytes | None:
    """What there is to be read, up to a chunk: none yet is None, and none any more is empty."""
    with suppress(BlockingIOError):
        return os.read(descriptor, CHUNK)
    return None


class Frames:
    """Takes what is read apart into records, and holds no more of it than one that is wanted.

    Args:
        admit: called with a record's kind, cell and length when its header has come; whether it is wanted.
        take: called with its kind and content when all of it has come, if it is.
    """

    def __init__(self, admit: Callable[[bytes, int, int], bool], take: Callable[[bytes, bytes], None]) -> None:
        self.admit, self.take = admit, take
        self.held = bytearray()
        self.unwanted = 0  # bytes that are still to be dropped
        self.header: tuple[bytes, int] | None = None  # of the record that is wanted: its kind and length

    def feed(self, data: bytes) -> None:
        """Take what was read."""
        self.held += data
        while self.held:
            if self.unwanted:
                dropped = min(self.unwanted, len(self.held))
                del self.held[:dropped]
                self.unwanted -= dropped
            elif self.header is None:
                if len(self.held) < HEADER.size:
                    return
                kind, cell, length = HEADER.unpack_from(self.held)
                del self.held[: HEADER.size]
                if self.admit(kind, cell, length):
                    self.header = kind, length
                    self._whole()
                else:
                    self.unwanted = length
            elif not self._whole():
                return

    def _whole(self) -> bool:
        """Give the record that is wanted away, if all of it is there."""
        kind, length = self.header
        if len(self.held) < length:
            return False
        content = bytes(self.held[:length])
        del self.held[:length]
        self.header = None
        self.take(kind, content)
        return True
