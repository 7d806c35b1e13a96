"""The filter on system calls, built as BPF. It holds in every mode, for all threads that the process starts."""

from __future__ import annotations

import ctypes
import errno
import platform
import socket
import struct
from functools import cache

from . import linux, syscalls

ARCHITECTURES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}

LOAD, EQUAL, GREATER, AT_LEAST, ANY_BIT, AND, RETURN = 0x20, 0x15, 0x25, 0x35, 0x45, 0x54, 0x06
ALLOW, KILL = 0x7FFF0000, 0x80000000
NUMBER, ARCHITECTURE = 0, 4
AF_NETLINK = 16

NEW_NAMESPACES, CLONE_PIDFD, CLONE_THREAD, CLONE_FILES = 0x7E020000, 0x1000, 0x10000, 0x400

# Of a file: duplicate it, ask for its flags and set them, ask who locks it, for its signal, size of a pipe, seals.
FCNTL = (0, 1, 2, 3, 4, 5, 9, 11, 36, 1030, 1032, 1034)
LOCK = (6, 7, 37, 38)  # F_SETLK, F_SETLKW, and both of the open file description
# What terminals, pipes and sockets are asked; the rest asks drivers and file systems.
TERMINALS, INTERFACES, TIOCSTI, TIOCLINUX = 0x5400, 0x8900, 0x5412, 0x541C

# Merging equal pages of different processes, and moving pages that others have mapped, too.
MADV_MERGEABLE, MADV_COLD, MADV_PAGEOUT, MADV_COLLAPSE = 12, 20, 21, 25
PR_SET_SECCOMP, PR_SET_THP_DISABLE, PR_SCHED_CORE, PR_SET_MEMORY_MERGE = 22, 41, 62, 67

SO_SNDBUF, SO_RCVBUF, SO_COOKIE, SO_PASSPIDFD, SO_PEERPIDFD = 7, 8, 57, 76, 77
ATTACH = (26, 50, 51, 52)  # programs that filter what a socket receives

MAP_SHARED, MAP_ANONYMOUS, MAP_HUGETLB = 0x1, 0x20, 0x40000
RLIMIT_CORE = 4


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


@cache
def build(*, alone: bool) -> bytes:
    """The filter as BPF instructions; built once, before the first fork."""
    architecture, column = ARCHITECTURES[platform.machine()]
    first, last = syscalls.GAP[column]
    absent = (RETURN, 0, 0, refuse(errno.ENOSYS))
    filter_ = _Filter(column)
    filter_.add((LOAD, 0, 0, ARCHITECTURE), (EQUAL, 1, 0, architecture), (RETURN, 0, 0, KILL))
    # The numbers of x32 have bit 30, and are greater than any other.
    filter_.add((LOAD, 0, 0, NUMBER), (GREATER, 0, 1, syscalls.NEWEST), absent)
    filter_.add((AT_LEAST, 0, 2, first), (GREATER, 1, 0, last), absent)
    for group in (syscalls.OTHER_PROCESSES, syscalls.MOUNTS, syscalls.NAMESPACES, syscalls.THE_KERNEL):
        filter_.refuse(group, errno.EPERM)
    for group in (syscalls.ABSENT, syscalls.UNCOUNTED, syscalls.TELLING):
        filter_.refuse(group, errno.ENOSYS)
    filter_.refuse(syscalls.WITHOUT_EFFECT, 0)
    _examine(filter_)
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


def _examine(filter_: _Filter) -> None:
    """Refuse calls for some of their arguments, in every mode."""
    filter_.when("clone", 0, (ANY_BIT, 0, 1, NEW_NAMESPACES), errno.EPERM, on=True)
    filter_.when("clone", 0, (ANY_BIT, 0, 1, CLONE_PIDFD), errno.EINVAL, on=True)
    # A thread with open files of its own: the watch would not see them.
    filter_.when("clone", 0, (EQUAL, 0, 1, CLONE_THREAD), errno.EINVAL, mask=CLONE_THREAD | CLONE_FILES)
    filter_.when("fcntl", 1, [(EQUAL, 0, 1, command) for command in LOCK], 0, on=True)
    filter_.only("fcntl", 1, FCNTL, errno.EINVAL)
    filter_.when("ioctl", 1, [(EQUAL, 0, 1, TIOCSTI), (EQUAL, 0, 1, TIOCLINUX)], errno.EPERM, on=True)
    filter_.only("ioctl", 1, (TERMINALS, INTERFACES), errno.ENOTTY, mask=0xFF00)
    filter_.when("prctl", 0, (EQUAL, 0, 1, linux.PR_SET_PDEATHSIG), errno.EPERM, on=True)  # it dies with its supervisor
    options = (PR_SET_SECCOMP, PR_SET_THP_DISABLE, PR_SCHED_CORE, PR_SET_MEMORY_MERGE)
    filter_.when("prctl", 0, [(EQUAL, 0, 1, option) for option in options], errno.EINVAL)
    advice = (MADV_MERGEABLE, MADV_COLD, MADV_PAGEOUT, MADV_COLLAPSE)
    filter_.when("madvise", 2, [(EQUAL, 0, 1, one) for one in advice], errno.EINVAL)
    filter_.when("preadv2", 5, (EQUAL, 1, 0, 0), errno.EOPNOTSUPP)  # its flags can ask what is in the page cache
    unknown = dict.fromkeys((SO_PASSPIDFD, *ATTACH), errno.ENOPROTOOPT)
    filter_.option("setsockopt", {SO_SNDBUF: 0, SO_RCVBUF: 0} | unknown)
    filter_.option("getsockopt", {SO_COOKIE: errno.ENOPROTOOPT, SO_PEERPIDFD: errno.ENOPROTOOPT})
    # Memory that stays when no process has a page of it any more; files in /dev/shm do as well, and are counted.
    shared = MAP_SHARED | MAP_ANONYMOUS
    filter_.when("mmap", 3, (EQUAL, 0, 1, shared), errno.EPERM, mask=shared, on=True)
    filter_.when("mmap", 3, (ANY_BIT, 0, 1, MAP_HUGETLB), errno.ENOMEM)
    # What is outside would be given the memory of a process that crashes: see rlimits.
    filter_.when("setrlimit", 0, (EQUAL, 0, 1, RLIMIT_CORE), errno.EPERM)
    filter_.when("prlimit64", 1, (EQUAL, 0, 1, RLIMIT_CORE), errno.EPERM, on=True)
    # libzmq ends the process when this fails in any other way.
    filter_.when("socket", 0, (EQUAL, 0, 1, AF_NETLINK), errno.EOPNOTSUPP, on=True)


def _argument(place: int) -> int:
    """Where the lower half of an argument stands."""
    return 16 + 8 * place


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

    def examine(self, name: str, argument: int, tests: list[tuple], last: tuple, mask: int = 0) -> None:
        """Instructions for one call: an argument's lower half is loaded, masked and tested, and `last` ends them."""
        number = (syscalls.EXAMINED | syscalls.OWN_ONLY)[name][self.column]
        load = [(LOAD, 0, 0, _argument(argument))] + ([(AND, 0, 0, mask)] if mask else [])
        self.add((EQUAL, 0, len(load) + len(tests) + 1, number), *load, *tests, last)

    def when(
        self, name: str, argument: int, test: tuple | list[tuple], error: int, *, mask: int = 0, on: bool = False
    ) -> None:
        """Refuse a call for which a test of one argument is true.

        A test says how many instructions to skip when it is true and when it is not: the next one refuses.
        `on` goes on to the next rule when no test was true; otherwise the call is allowed.
        """
        refused = (RETURN, 0, 0, refuse(error))
        tests = [part for one in ([test] if isinstance(test, tuple) else test) for part in (one, refused)]
        self.examine(name, argument, tests, (LOAD, 0, 0, NUMBER) if on else (RETURN, 0, 0, ALLOW), mask)

    def only(self, name: str, argument: int, values: tuple[int, ...], error: int, *, mask: int = 0) -> None:
        """Refuse a call but for some values of one argument."""
        tests = [part for value in values for part in ((EQUAL, 0, 1, value), (RETURN, 0, 0, ALLOW))]
        self.examine(name, argument, tests, (RETURN, 0, 0, refuse(error)), mask)

    def option(self, name: str, errors: dict[int, int]) -> None:
        """Refuse some options of sockets, those that are no protocol's."""
        tests = [part for o, e in errors.items() for part in ((EQUAL, 0, 1, o), (RETURN, 0, 0, refuse(e)))]
        level = [(EQUAL, 1, 0, socket.SOL_SOCKET), (RETURN, 0, 0, ALLOW), (LOAD, 0, 0, _argument(2))]
        self.examine(name, 1, [*level, *tests], (RETURN, 0, 0, ALLOW))

    def only_stream_pairs(self) -> None:
        """Allow socketpair for unix streams alone: a datagram socket could still send to any path that it names."""
        no = (RETURN, 0, 0, refuse(errno.EACCES))
        self.add(
            (EQUAL, 0, 8, syscalls.EXAMINED["socketpair"][self.column]),
            (LOAD, 0, 0, _argument(0)),
            (EQUAL, 1, 0, socket.AF_UNIX),
            no,
            (LOAD, 0, 0, _argument(1)),
            (AND, 0, 0, 0xF),
            (EQUAL, 1, 0, socket.SOCK_STREAM),
            no,
            (RETURN, 0, 0, ALLOW),
        )
