"""How much of everything one process may use: the kernel's own limits. The supervisor counts what these cannot."""

from __future__ import annotations

import os
import resource
from contextlib import suppress


def apply(*, memory: int, processes: int, files: int, file_size: int, cpu: int) -> None:
    """Set the limits of this process and of all that it starts.

    Args:
        memory: bytes of address space beyond what this process has now.
        processes: processes and threads of this user, here.
        files: open files.
        file_size: bytes of one file.
        cpu: seconds of processor time of one process.
    """
    wanted = {
        resource.RLIMIT_CORE: 1,  # byte: 0 would still hand the memory of a process that crashes to a program outside
        resource.RLIMIT_CPU: cpu,
        resource.RLIMIT_FSIZE: file_size,
        resource.RLIMIT_NOFILE: files,
        resource.RLIMIT_NPROC: processes,
    }
    if os.path.exists("/proc/self/statm"):
        wanted[resource.RLIMIT_AS] = address_space() + memory
    for name in ("MEMLOCK", "MSGQUEUE", "NICE", "RTPRIO", "SIGPENDING"):
        if hasattr(resource, f"RLIMIT_{name}"):
            wanted[getattr(resource, f"RLIMIT_{name}")] = 1024 if name == "SIGPENDING" else 0
    for limit, value in wanted.items():
        _, hard = resource.getrlimit(limit)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        with suppress(ValueError, OSError):  # macOS does not know all of them
            resource.setrlimit(limit, (value, value))


def address_space() -> int:
    """Bytes of address space that this process has."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * resource.getpagesize()
