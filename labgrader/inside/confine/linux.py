"""System calls that Python 3.11 does not offer. Each raises OSError, with its own name in the message."""

from __future__ import annotations

import ctypes
import os
import platform

CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC = 0x00020000, 0x02000000, 0x04000000, 0x08000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC, MS_PRIVATE = 1, 2, 4, 8, 0x1000, 0x4000, 0x40000
MNT_DETACH = 2
MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID, MOUNT_ATTR_NODEV, MOUNT_ATTR_NOEXEC = 1, 2, 4, 8
AT_FDCWD, AT_RECURSIVE, AT_EMPTY_PATH = -100, 0x8000, 0x1000

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_SECUREBITS = 1, 4, 24, 28
PR_SET_NO_NEW_PRIVS, PR_SET_CHILD_SUBREAPER, PR_CAP_AMBIENT, PR_SET_NAME = 38, 36, 47, 15
PR_CAP_AMBIENT_CLEAR_ALL = 4
PR_SET_SECCOMP, SECCOMP_MODE_FILTER, PR_SET_THP_DISABLE = 22, 2, 41

PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
CAPSET = {"x86_64": 126, "aarch64": 91}
# Newer calls have one number everywhere.
MOUNT_SETATTR, LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 442, 444, 445, 446

MACHINE = platform.machine()

_libc = ctypes.CDLL(None, use_errno=True)


def syscall(name: str, number: int, *arguments) -> int:
    """Make a system call by its number."""
    ctypes.set_errno(0)
    result = _libc.syscall(ctypes.c_long(number), *map(_argument, arguments))
    return _checked(result, name)


def _argument(value):
    if isinstance(value, int):
        return ctypes.c_long(value)
    return value


def _checked(result: int, name: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result


def unshare(flags: int) -> None:
    """Leave the namespaces of the given kinds for new ones."""
    _checked(_libc.unshare(ctypes.c_int(flags)), "unshare")


def mount(source: str, target: str, kind: str | None = None, flags: int = 0, options: str = "") -> None:
    """mount(2)."""
    result = _libc.mount(
        source.encode(), target.encode(), kind and kind.encode(), ctypes.c_ulong(flags), options.encode() or None
    )
    _checked(result, f"mount {kind or 'bind'} on {target}")


def bind_read_only(source: str, target: str, also: int = MOUNT_ATTR_NODEV) -> None:
    """Show a file or folder, with whatever is mounted below it, at another place, read-only."""
    mount(source, target, None, MS_BIND | MS_REC)
    attributes = (ctypes.c_uint64 * 4)(MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | also, 0, 0, 0)
    path = ctypes.c_char_p(target.encode())
    syscall("mount_setattr", MOUNT_SETATTR, AT_FDCWD, path, AT_RECURSIVE, attributes, ctypes.sizeof(attributes))


def pivot_root(new: str) -> None:
    """Make a mounted folder the root, and leave the old root behind."""
    os.chdir(new)
    syscall("pivot_root", PIVOT_ROOT[MACHINE], ctypes.c_char_p(b"."), ctypes.c_char_p(b"."))
    _checked(_libc.umount2(b".", ctypes.c_int(MNT_DETACH)), "umount")  # the old root lies on top of the new one
    os.chdir("/")


def prctl(option: int, first: int = 0, second=0) -> int:
    """prctl(2), with up to two arguments."""
    second = ctypes.c_ulong(second) if isinstance(second, int) else second
    return _checked(_libc.prctl(ctypes.c_int(option), ctypes.c_ulong(first), second, 0, 0), f"prctl {option}")


def set_name(name: str) -> None:
    """The name of this process in lists of processes: 15 bytes at most."""
    text = ctypes.create_string_buffer(name.encode())
    prctl(PR_SET_NAME, ctypes.addressof(text))


def bound_capabilities() -> None:
    """See to it that nothing started from here ever gains a capability. To be called while there still are some."""
    for capability in range(64):
        try:
            prctl(PR_CAPBSET_DROP, capability)
        except OSError:  # EINVAL: beyond the last one; EPERM: there are none to drop it with, nor to gain it by
            break


def drop_capabilities() -> None:
    """Give up every capability that this process has."""
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    syscall("capset", CAPSET[MACHINE], header, (ctypes.c_uint32 * 6)())
