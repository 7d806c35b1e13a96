"""Does a supervisor take records apart however they come, and hold no more than it must?"""

from __future__ import annotations

import importlib
import struct

import pytest


@pytest.fixture
def frames(inside):
    """Makes a reader of records, which wants those of a kind alone, and the list of what it took."""
    pipes = importlib.import_module("labgrader_inside.confine.pipes")
    taken = []

    def take(kind: bytes, content: bytes) -> None:
        taken.append((kind, content))

    return pipes.Frames(lambda kind, cell, length: kind == b"w", take), taken


def record(kind: bytes, content: bytes, length: int | None = None) -> bytes:
    return struct.pack("<cII", kind, 1, len(content) if length is None else length) + content


@pytest.mark.parametrize("size", [1, 2, 8, 9, 10, 1000])
def test_are_records_taken_apart_in_pieces_of_any_size(frames, size):
    reader, taken = frames
    data = b"".join(record(b"w" if i % 3 else b"u", bytes([i]) * i) for i in range(20))
    for begin in range(0, len(data), size):
        reader.feed(data[begin : begin + size])
    assert taken == [(b"w", bytes([i]) * i) for i in range(20) if i % 3]
    assert not reader.held


def test_is_an_unwanted_record_dropped_as_it_comes(frames):
    reader, taken = frames
    reader.feed(record(b"u", b"", 2_000_000_000))
    for _ in range(100):
        reader.feed(bytes(65536))
        assert not reader.held
    assert taken == []


def test_is_half_a_record_none(frames):
    reader, taken = frames
    reader.feed(record(b"w", b"x" * 10)[:-1])
    assert taken == []
