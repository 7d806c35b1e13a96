"""What /proc says of processes. One that has ended uses nothing."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

TICKS = os.sysconf("SC_CLK_TCK")
CHILDREN, MOST_CHILDREN = 4096, 500  # bytes of their list, and how many of them are taken from it
MEMORY = re.compile(rb"^(VmRSS|VmSwap|VmPTE|Threads):\s*(\d+)", re.MULTILINE)


class Use(NamedTuple):
    """What one process uses: bytes resident or swapped out, bytes of page tables, threads, seconds.

    `id` is what /proc knows its memory and open files by: its own, or that of a thread when its first one has ended.
    """

    id: int
    resident: int = 0
    tables: int = 0
    threads: int = 0
    cpu: float = 0.0


def use(pid: int) -> Use:
    """What a process uses; the seconds are those of its children, too, that have ended."""
    with suppress(OSError, ValueError, IndexError):
        alive, found = pid, _memory(pid)
        if b"VmRSS" not in found:
            for alive in map(int, os.listdir(f"/proc/{pid}/task")):
                if b"VmRSS" in (found := _memory(alive)):
                    break
        times = _read(f"/proc/{pid}/stat").rpartition(b")")[2].split()[11:15]
        resident = found.get(b"VmRSS", 0) + found.get(b"VmSwap", 0)
        seconds = sum(map(int, times)) / TICKS
        return Use(alive, resident * 1024, found.get(b"VmPTE", 0) * 1024, found.get(b"Threads", 0), seconds)
    return Use(pid)


def _memory(task: int) -> dict[bytes, int]:
    with suppress(OSError):
        return {name: int(number) for name, number in MEMORY.findall(_read(f"/proc/{task}/status"))}
    return {}


def share(task: int) -> int:
    """Bytes resident or swapped out, what is shared divided among those who share it."""
    with suppress(OSError, ValueError):
        found = re.findall(rb"^(?:Pss|SwapPss):\s*(\d+)", _read(f"/proc/{task}/smaps_rollup"), re.MULTILINE)
        return sum(map(int, found)) * 1024
    return 0


def mappings(task: int, most: int) -> int:
    """How many pieces of memory a process has mapped; more than `most` are not counted."""
    found = 0
    with suppress(OSError), open(f"/proc/{task}/maps", "rb", buffering=0) as file:
        while found < most and (text := file.read(1 << 16)):
            found += text.count(b"\n")
    return found


@contextmanager
def stopped(pids: Iterable[int]) -> Iterator[None]:
    """Keep processes from running for a moment."""
    _signal(pids, signal.SIGSTOP)
    try:
        yield
    finally:
        _signal(pids, signal.SIGCONT)


def _signal(pids: Iterable[int], signum: int) -> None:
    for pid in pids:
        with suppress(OSError):
            os.kill(pid, signum)


def descendants(pid: int, most: int = 10_000) -> list[int]:
    """Process ids of all that a process started, and that they started; about `most` at most."""
    found: list[int] = []
    waiting = [pid]
    while waiting and len(found) < most:
        for child in _children(waiting.pop()):
            found.append(child)
            waiting.append(child)
    return found


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            # One short read: the kernel's work for all of it grows with the square of their number.
            with suppress(OSError), open(f"/proc/{pid}/task/{task}/children", "rb", buffering=0) as file:
                found += map(int, file.read(CHILDREN).split()[:MOST_CHILDREN])
    return found


def open_files(task: int) -> int:
    """How many files a process has open."""
    with suppress(OSError):
        return os.stat(f"/proc/{task}/fd").st_size or len(os.listdir(f"/proc/{task}/fd"))  # older kernels say 0
    return 0


def carriers(tasks: list[int], most: int) -> int:
    """How many pipes, sockets and sets of files to be waited for processes have open; about `most` at most."""
    named: set[str] = set()
    sets = 0
    for task in tasks:
        with suppress(OSError):
            for name in os.listdir(f"/proc/{task}/fd"):
                with suppress(OSError):
                    link = os.readlink(f"/proc/{task}/fd/{name}")
                    if link.startswith(("pipe:", "socket:")):
                        named.add(link)
                    sets += link == "anon_inode:[eventpoll]"
        if len(named) + sets > most:
            break
    return len(named) + sets


def disk(folder: str) -> int:
    """Bytes in a folder; more than any limit when it has too many files to be counted."""
    total = 0
    for number, (parent, _, files) in enumerate(os.walk(folder)):
        if number > 5_000 or len(files) > 20_000:
            return 1 << 62
        for name in files:
            with suppress(OSError):
                total += os.lstat(os.path.join(parent, name)).st_blocks * 512
    return total


def _read(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read(1 << 14)
