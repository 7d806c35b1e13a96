"""Counts what a kernel and all that it started use together, which the limits of one process cannot."""

from __future__ import annotations

import os
from contextlib import nullcontext, suppress

from . import processes

SELDOM = 5  # looks, between two at what takes long
LONGEST, SHORTEST = 0.1, 0.002  # seconds between two looks
NEAR = 0.75  # of the limit of memory
TOUCHED = 3_000_000_000  # bytes of memory that one processor fills in a second, at the most
MAPPING, MOST_MAPPINGS = 320, 100_000  # bytes of the kernel's for each piece of memory; how many are counted
MANY_FILES = 512  # open files of all processes, from which on it is looked at what they are
MOST_CARRIERS, CARRIER = 512, 213_000  # pipes, sockets and sets of files that are waited for; bytes that each may hold


class Watch:
    """Looks at a tree of processes.

    Args:
        kernel: its process id. What it left behind became its supervisor's, which is the process that looks.
        folder: a folder of the machine that it may fill; None where a tree of its own, in memory, bounds it.
        limits: bytes of memory and disk, seconds of processor time, processes and threads.

    Attributes:
        pause: seconds until the next look is due: the fewer, the sooner a limit may be met.
    """

    def __init__(self, kernel: int, folder: str | None, limits: dict[str, int]) -> None:
        self.kernel, self.folder, self.limits = kernel, folder, limits
        self.cpu_before: dict[int, float] = {}
        self.mapped: dict[int, int] = {}  # pieces of memory, by process
        self.looks = 0
        self.pause = LONGEST
        self.near = False  # whether memory was near its limit when it was counted
        self.tree: int | None = None
        if folder is None:
            with suppress(FileNotFoundError, ProcessLookupError):  # it has ended
                self.tree = os.open(f"/proc/{kernel}/root", os.O_PATH)

    def look(self) -> tuple[str, int] | None:
        """The name and the number of a limit that has been met, or None."""
        self.looks += 1
        self.pause = LONGEST
        # No more are looked for than may be: a fork bomb makes them faster than they can be counted.
        most = self.limits["processes"]
        found = {self.kernel, *processes.descendants(os.getpid(), most + 1)}
        used = {pid: processes.use(pid) for pid in found}
        if len(used) > most or sum(one.threads for one in used.values()) > most:
            return "processes", most
        for pid, one in used.items():
            self.cpu_before[pid] = max(self.cpu_before.get(pid, 0.0), one.cpu)
        if sum(self.cpu_before.values()) > self.limits["cpu"]:
            return "cpu", self.limits["cpu"]
        carriers = self._carriers([one.id for one in used.values()])
        if carriers > MOST_CARRIERS:
            return "carriers", MOST_CARRIERS
        if self._memory(used, carriers * CARRIER) > self.limits["memory"]:
            return "memory", self.limits["memory"]
        if self.folder and self.looks % SELDOM == 0 and processes.disk(self.folder) > self.limits["disk"]:
            return "disk", self.limits["disk"]
        return None

    def held(self) -> int:
        """Bytes of memory that all of them hold together."""
        used = map(processes.use, {self.kernel, *processes.descendants(os.getpid())})
        mapped = sum(self.mapped.values()) * MAPPING
        return sum(processes.share(one.id) + one.tables for one in used) + mapped + self._files()

    def _memory(self, used: dict[int, processes.Use], carried: int) -> int:
        """Bytes of memory, or more than that while it is far from the limit."""
        limit, others = self.limits["memory"], self._files() + self._mapped(used) * MAPPING + carried
        others += sum(one.tables for one in used.values())
        memory = others + sum(one.resident for one in used.values())
        if memory > limit:  # cheap first: resident pages count what is shared with the warm process in each of them
            with processes.stopped(used) if self.near else nullcontext():  # it takes long enough to fill a lot more
                memory = others + sum(processes.share(one.id) for one in used.values())
            self.near = memory > limit * NEAR
        busy = min(os.cpu_count() or 1, sum(one.threads for one in used.values()))
        self.pause = max(SHORTEST, min(self.pause, (limit - memory) / (TOUCHED * max(1, busy))))
        return memory

    def _mapped(self, used: dict[int, processes.Use]) -> int:
        """Pieces of memory that all of them have mapped: looked at when a process is new, and now and then."""
        if self.looks % SELDOM == 0:
            self.mapped = {}
        self.mapped = {pid: number for pid, number in self.mapped.items() if pid in used}
        left = MOST_MAPPINGS - sum(self.mapped.values())
        for pid in used.keys() - self.mapped.keys():
            self.mapped[pid] = processes.mappings(used[pid].id, left)
            left -= self.mapped[pid]
            if left <= 0:  # it would take too long to count them: more than anybody needs
                return self.limits["memory"] // MAPPING + 1
        if left < MOST_MAPPINGS // 2:
            self.pause = LONGEST / 5
        return MOST_MAPPINGS - left

    def _files(self) -> int:
        """Bytes of the files in its own tree, which are in memory."""
        if self.tree is None:
            return 0
        state = os.fstatvfs(self.tree)
        return (state.f_blocks - state.f_bfree) * state.f_frsize

    def _carriers(self, tasks: list[int]) -> int:
        """What may hold memory that no process has, or more than that while it is little."""
        opened = sum(map(processes.open_files, tasks))
        if opened <= MANY_FILES:
            return opened
        self.pause = min(self.pause, LONGEST / 5)
        return processes.carriers(tasks, MOST_CARRIERS)
