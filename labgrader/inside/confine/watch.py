"""Counts what a kernel and all that it started use together, which the limits of one process cannot."""

from __future__ import annotations

import os
from contextlib import suppress

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
CHILDREN, MOST_CHILDREN = 4096, 500  # bytes of their list, and how many of them are taken from it
DISK_EVERY = 5  # looks


class Watch:
    """Looks at a tree of processes.

    Args:
        kernel: its process id. What it left behind became its keeper's, which is the process that looks.
        folder: a folder of the machine that it may fill; None where a tree of its own bounds it.
        limits: bytes of memory and disk, seconds of processor time, processes and threads.
    """

    def __init__(self, kernel: int, folder: str | None, limits: dict[str, int]) -> None:
        self.kernel, self.folder, self.limits = kernel, folder, limits
        self.cpu_before: dict[int, float] = {}
        self.looks = 0

    def look(self) -> tuple[str, int] | None:
        """The name and the number of a limit that has been met, or None."""
        self.looks += 1
        # No more are looked for than may be: a fork bomb makes them faster than they can be counted.
        most = self.limits["processes"]
        tree = list({self.kernel, *descendants(os.getpid(), most + 1)})
        if len(tree) > most or sum(map(_tasks, tree)) > most:
            return "processes", most
        for pid in tree:
            self.cpu_before[pid] = max(self.cpu_before.get(pid, 0.0), _cpu(pid))
        if sum(self.cpu_before.values()) > self.limits["cpu"]:
            return "cpu", self.limits["cpu"]
        # Cheap first: resident pages count what is shared with the warm process in every one of them.
        if sum(map(_resident, tree)) > self.limits["memory"] and sum(map(_pss, tree)) > self.limits["memory"]:
            return "memory", self.limits["memory"]
        if self.folder and self.looks % DISK_EVERY == 0 and _disk(self.folder) > self.limits["disk"]:
            return "disk", self.limits["disk"]
        return None


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


def _tasks(pid: int) -> int:
    with suppress(OSError):
        return len(os.listdir(f"/proc/{pid}/task"))
    return 0


def _cpu(pid: int) -> float:
    """Seconds of a process, and of its children that have ended."""
    with suppress(OSError, ValueError, IndexError), open(f"/proc/{pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / TICKS
    return 0.0


def _resident(pid: int) -> int:
    with suppress(OSError, ValueError, IndexError), open(f"/proc/{pid}/statm") as file:
        return int(file.read().split()[1]) * PAGE
    return 0


def _pss(pid: int) -> int:
    """Resident bytes, what is shared divided among those who share it."""
    with suppress(OSError, ValueError), open(f"/proc/{pid}/smaps_rollup") as file:
        for line in file:
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def _disk(folder: str) -> int:
    """Bytes in a folder; more than any limit when it has too many files to be counted."""
    total = 0
    for number, (parent, _, files) in enumerate(os.walk(folder)):
        if number > 5_000 or len(files) > 20_000:
            return 1 << 62
        for name in files:
            with suppress(OSError):
                total += os.lstat(os.path.join(parent, name)).st_blocks * 512
    return total
