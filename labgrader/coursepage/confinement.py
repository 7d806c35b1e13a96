"""Keeps the course page from every file but its libraries and what is published, in whatever account it runs.

Landlock does it. This process runs nobody's code; it uses the system calls that confine student code.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from pathlib import Path

from labgrader.inside.confine import landlock, linux

READ = landlock.READ_FILE | landlock.READ_DIR
SYSTEM = """
/usr /lib /lib64 /etc/hosts /etc/resolv.conf /etc/nsswitch.conf /etc/ssl /etc/localtime /etc/mime.types
/dev/null /dev/urandom
""".split()


def confine(published: Path) -> bool:
    """Let this process, and all that it starts, read libraries and what is published, and write and run nothing.

    Call it before any thread is started, when all that stands beside the course has been imported.

    Returns:
        Whether it could be done: else its account alone keeps it from the course.
    """
    version = landlock.abi()
    if not version:
        return False
    handled = (1 << 13) - 1  # every access to files of the first version
    handled |= (landlock.REFER if version >= 2 else 0) | (landlock.TRUNCATE if version >= 3 else 0)
    attributes = ctypes.c_char_p(struct.pack("=Q", handled))
    ruleset = linux.syscall("landlock", linux.LANDLOCK_CREATE_RULESET, attributes, 8, 0)
    try:
        package = Path(__file__).parent.parent
        for path in map(Path, {*SYSTEM, sys.prefix, sys.base_prefix, package, published}):
            if path.exists():
                _allow(ruleset, path)
        linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
        linux.syscall("landlock", linux.LANDLOCK_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)
    return True


def _allow(ruleset: int, path: Path) -> None:
    access = READ if path.is_dir() else landlock.READ_FILE
    access |= landlock.WRITE_FILE if path == Path(os.devnull) else 0
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = ctypes.c_char_p(struct.pack("=Qi", access, descriptor))
        linux.syscall("landlock", linux.LANDLOCK_ADD_RULE, ruleset, 1, rule, 0)
    finally:
        os.close(descriptor)
