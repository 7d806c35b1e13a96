"""The user that a kernel runs as: one that owns nothing, or at least one without capabilities."""

from __future__ import annotations

import hashlib
import os

from . import linux

FIRST_UID, UIDS = 0x70000000, 1 << 27  # beyond every user and every container's range
NOBODY = 65534

# Process ids are counted for the whole machine: a kernel must not read from its user id how many there have been.
_key = os.urandom(16)


def own_uid() -> int | None:
    """A user id that no other kernel has, or nobody's where there are few; None when users cannot be changed."""
    if os.geteuid() != 0:
        return None
    number = hashlib.blake2b(os.getpid().to_bytes(4, "little"), key=_key, digest_size=4).digest()
    uid = FIRST_UID + int.from_bytes(number, "little") % UIDS
    return next((candidate for candidate in (uid, NOBODY) if _is_mapped(candidate)), None)


def _is_mapped(uid: int) -> bool:
    """Whether the user exists here: a container may have a few thousand only."""
    with open("/proc/self/uid_map") as users, open("/proc/self/gid_map") as groups:
        return all(
            any(int(first) <= uid < int(first) + int(count) for first, _, count in map(str.split, file))
            for file in (users, groups)
        )


def enter_user_namespace(flags: int) -> None:
    """Leave for new namespaces of the given kinds and of users, in which this user is an ordinary one."""
    uid, gid = os.geteuid(), os.getegid()
    linux.unshare(linux.CLONE_NEWUSER | flags)
    for name, content in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(content)


def become(uid: int | None) -> None:
    """Turn into a user, for good, with no group, no capability and no way to gain any.

    Raises:
        OSError: the kernel would keep a privilege.
    """
    linux.bound_capabilities()
    if uid is not None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    elif os.geteuid() == 0 and own_uid() is not None:
        # Files are still root's to it, but its processes are counted: of real user 0 there may be any number.
        # The filter on system calls keeps it from changing back.
        os.setgroups([])
        os.setresuid(own_uid(), 0, 0)
    linux.drop_capabilities()
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    if uid is not None and 0 in (*os.getresuid(), *os.getresgid(), *os.getgroups()):
        raise PermissionError("the kernel would still be root")
