"""Landlock: which files may be opened, and which signals and abstract sockets reach another process.

It needs no privilege and no namespace, and works per thread: restrict before any other thread starts.
"""

from __future__ import annotations

import ctypes
import os
import struct

from . import linux

SIGNALS_ABI = 6  # the first that keeps signals and abstract sockets inside

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
REMOVE_DIR, REMOVE_FILE, MAKE_CHAR, MAKE_DIR, MAKE_REG, MAKE_SOCK = 1 << 4, 1 << 5, 1 << 6, 1 << 7, 1 << 8, 1 << 9
MAKE_FIFO, MAKE_BLOCK, MAKE_SYM, REFER, TRUNCATE, IOCTL_DEV = 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14, 1 << 15

READ = EXECUTE | READ_FILE | READ_DIR
DEVICE = READ_FILE | WRITE_FILE | IOCTL_DEV
WRITE = READ | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | MAKE_SOCK | MAKE_FIFO | MAKE_SYM
WRITE |= REFER | TRUNCATE
OF_A_FILE = EXECUTE | READ_FILE | WRITE_FILE | TRUNCATE | IOCTL_DEV

_PATH_BENEATH = 1


def abi() -> int:
    """The version of Landlock that the kernel offers; 0 for none."""
    try:
        return linux.syscall("landlock", linux.LANDLOCK_CREATE_RULESET, None, 0, 1)
    except OSError:
        return 0


def restrict(allowed: dict[str, int]) -> None:
    """Restrict this thread, and all that it starts, to the given access below the given paths.

    No TCP port can be bound or connected to, and no signal or abstract socket reaches a process outside.

    Raises:
        OSError: the kernel has no Landlock, or there are already 16 layers of it.
    """
    version = abi()
    files = (1 << 13) - 1
    files |= REFER if version >= 2 else 0
    files |= TRUNCATE if version >= 3 else 0
    files |= IOCTL_DEV if version >= 5 else 0
    attributes = struct.pack("=QQQ", files, 3 if version >= 4 else 0, 3 if version >= SIGNALS_ABI else 0)
    size = 24 if version >= SIGNALS_ABI else 16 if version >= 4 else 8
    ruleset = linux.syscall("landlock", linux.LANDLOCK_CREATE_RULESET, ctypes.c_char_p(attributes), size, 0)
    try:
        for path, access in allowed.items():
            _allow(ruleset, path, access & files)
        linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
        linux.syscall("landlock", linux.LANDLOCK_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, access: int) -> None:
    fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not os.path.isdir(path):
            access &= OF_A_FILE
        rule = ctypes.c_char_p(struct.pack("=Qi", access, fd))
        linux.syscall("landlock", linux.LANDLOCK_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0)
    finally:
        os.close(fd)
