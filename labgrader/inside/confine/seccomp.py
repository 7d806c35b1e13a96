"""The filter on system calls, built as BPF. It holds in every mode, for all threads that the process starts."""

from __future__ import annotations

import ctypes
import errno
import platform
import socket
import struct

from . import linux, syscalls

ARCHITECTURES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}

LOAD, EQUAL, GREATER, AT_LEAST, ANY_BIT, AND, RETURN = 0x20, 0x15, 0x25, 0x35, 0x45, 0x54, 0x06
ALLOW, KILL = 0x7FFF0000, 0x80000000
NUMBER, ARCHITECTURE = 0, 4
NEW_NAMESPACES = 0x7E020000
TIOCSTI, TIOCLINUX = 0x5412, 0x541C
AF_NETLINK = 16


def supported() -> bool:
    """Whether there is a filter for this architecture."""
    return platform.machine() in ARCHITECTURES


def refuse(error: int) -> int:
    """The filter's answer that makes a call fail with an error; 0 makes it do nothing and succeed."""
    return 0x00050000 | error


def install(*, alone: bool) -> None:
    """Filter the system calls of this process from now on.

    Args:
        alone: it has namespaces of its own; without, unix sockets and whatever reaches other processes is refused too.
    """
    code = build(alone=alone)
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    program = ctypes.create_string_buffer(code, len(code))
    header = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(program))
    linux.prctl(linux.PR_SET_SECCOMP, linux.SECCOMP_MODE_FILTER, ctypes.c_char_p(header))


def build(*, alone: bool) -> bytes:
    """The filter as BPF instructions."""
    architecture, column = ARCHITECTURES[platform.machine()]
    filter_ = _Filter(column)
    filter_.add((LOAD, 0, 0, ARCHITECTURE), (EQUAL, 1, 0, architecture), (RETURN, 0, 0, KILL))
    filter_.add((LOAD, 0, 0, NUMBER), (GREATER, 0, 1, syscalls.NEWEST), (RETURN, 0, 0, refuse(errno.ENOSYS)))
    for group in (syscalls.OTHER_PROCESSES, syscalls.MOUNTS, syscalls.NAMESPACES, syscalls.THE_KERNEL):
        filter_.refuse(group, errno.EPERM)
    filter_.refuse(syscalls.ABSENT, errno.ENOSYS)
    filter_.when("clone", 0, (ANY_BIT, 0, 1, NEW_NAMESPACES), errno.EPERM)
    filter_.when("ioctl", 1, (EQUAL, 0, 1, TIOCSTI), errno.EPERM, (EQUAL, 0, 1, TIOCLINUX))
    filter_.when("prctl", 0, (EQUAL, 0, 1, linux.PR_SET_PDEATHSIG), errno.EPERM)  # it must die with its keeper
    # libzmq ends the process when this fails in any other way.
    filter_.when("socket", 0, (EQUAL, 0, 1, AF_NETLINK), errno.EOPNOTSUPP, on=True)
    if alone:
        for name in ("socket", "socketpair"):
            filter_.when(name, 0, (EQUAL, 1, 0, socket.AF_UNIX), errno.EACCES)
    else:
        filter_.refuse({"socket": syscalls.EXAMINED["socket"]}, errno.EACCES)
        filter_.only_stream_pairs()
        filter_.refuse(syscalls.SHARED, errno.EPERM)
        filter_.refuse(syscalls.METADATA, 0)
        filter_.when("kill", 0, (EQUAL, 0, 1, 0xFFFFFFFF), errno.EPERM)  # everybody: Landlock refuses it too
        for name in syscalls.OWN_ONLY:  # libzmq calls those of the scheduler by a thread's id, and dies of an error
            filter_.when(name, 0, (EQUAL, 1, 0, 0), 0 if name.startswith("sched") else errno.EPERM)
    filter_.add((RETURN, 0, 0, ALLOW))
    return filter_.code


class _Filter:
    """Instructions; the system call's number is loaded, and stays so from one rule to the next."""

    def __init__(self, column: int) -> None:
        self.column = column
        self.code = b""

    def add(self, *instructions: tuple[int, int, int, int]) -> None:
        self.code += b"".join(struct.pack("HBBI", *instruction) for instruction in instructions)

    def refuse(self, group: dict[str, tuple], error: int) -> None:
        for numbers in group.values():
            if numbers[self.column] is not None:
                self.add((EQUAL, 0, 1, numbers[self.column]), (RETURN, 0, 0, refuse(error)))

    def when(self, name: str, argument: int, test: tuple, error: int, *more: tuple, on: bool = False) -> None:
        """Refuse a call for which a test of one argument's lower half is true.

        A test says how many instructions to skip when it is true and when it is not: the next one refuses.
        `on` goes on to the next rule when no test was true; otherwise the call is allowed.
        """
        number = (syscalls.EXAMINED | syscalls.OWN_ONLY)[name][self.column]
        tests = [part for one in (test, *more) for part in (one, (RETURN, 0, 0, refuse(error)))]
        last = (LOAD, 0, 0, NUMBER) if on else (RETURN, 0, 0, ALLOW)
        self.add((EQUAL, 0, len(tests) + 2, number), (LOAD, 0, 0, 16 + 8 * argument), *tests, last)

    def only_stream_pairs(self) -> None:
        """Allow socketpair for unix streams alone: a datagram socket could still send to any path that it names."""
        no = (RETURN, 0, 0, refuse(errno.EACCES))
        self.add(
            (EQUAL, 0, 8, syscalls.EXAMINED["socketpair"][self.column]),
            (LOAD, 0, 0, 16),
            (EQUAL, 1, 0, socket.AF_UNIX),
            no,
            (LOAD, 0, 0, 24),
            (AND, 0, 0, 0xF),
            (EQUAL, 1, 0, socket.SOCK_STREAM),
            no,
            (RETURN, 0, 0, ALLOW),
        )
