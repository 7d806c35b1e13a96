"""The files that a kernel sees, in a mount namespace of its own: a small private tree, libraries read-only."""

from __future__ import annotations

import os
import shutil

from . import linux

HOME = "/home/student"
WORK = HOME + "/lab"
DEVICES = ("null", "full", "random", "urandom")
MAX_FILES = 20_000
MAX_TERMINALS = 16  # the machine has some thousands for everybody

ETC = {
    "passwd": "student:x:{uid}:{uid}::/home/student:/bin/sh\n",
    "group": "student:x:{uid}:\n",
    "hosts": "127.0.0.1 localhost\n",
    "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
}


def build(new: str, *, submission: str, roots: list[str], uid: int, size: int) -> None:
    """Mount the tree on the folder `new`, and make it the root.

    Args:
        new: an empty folder, which is outside of this mount namespace left empty.
        submission: the folder whose content becomes the working folder.
        roots: paths that are shown read-only where they are.
        uid: the user who owns the working folder.
        size: bytes of everything that can be written.
    """
    linux.mount("none", "/", None, linux.MS_REC | linux.MS_PRIVATE)
    options = f"size={size},nr_inodes={MAX_FILES},mode=755"
    linux.mount("tmpfs", new, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, options)
    for path in roots:
        _show(path, new)
    _make_etc(new + "/etc", uid)
    _make_dev(new + "/dev")
    os.mkdir(new + "/proc")
    # Of processes alone: the rest counts what the whole machine does. Landlock leaves their names to be listed.
    linux.mount("proc", new + "/proc", "proc", linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC, "subset=pid")
    shutil.copytree(submission, new + WORK, symlinks=True)
    os.makedirs(new + "/tmp", exist_ok=True)  # the libraries may be in it
    for path in ("/tmp", "/dev/shm"):
        os.chmod(new + path, 0o1777)
    give(new + HOME, uid)
    linux.pivot_root(new)


def give(folder: str, uid: int) -> None:
    """Make a user the owner of a folder and of all that is in it."""
    os.chown(folder, uid, uid)
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            os.chown(os.path.join(parent, name), uid, uid, follow_symlinks=False)


def _show(path: str, new: str) -> None:
    """Show a file or folder of the machine at its own place."""
    place = new + path
    os.makedirs(os.path.dirname(place), exist_ok=True)
    if os.path.islink(path) and not path.startswith("/etc/"):
        os.symlink(os.readlink(path), place)
    elif os.path.isdir(path):
        os.mkdir(place)
        linux.bind_read_only(path, place)
    else:
        shutil.copyfile(path, place)


def _make_etc(folder: str, uid: int) -> None:
    for name, content in ETC.items():
        with open(os.path.join(folder, name), "w") as file:
            file.write(content.format(uid=uid))


def _make_dev(folder: str) -> None:
    os.mkdir(folder)
    for name in DEVICES:
        path = os.path.join(folder, name)
        open(path, "w").close()
        # Writing to the device goes on; its dates, which everybody else could read, cannot be set.
        linux.bind_read_only("/dev/" + name, path, linux.MOUNT_ATTR_NOEXEC)
    # Memory mapped from the real one would be nobody's.
    os.symlink("full", folder + "/zero")
    os.mkdir(folder + "/shm")
    os.mkdir(folder + "/pts")
    options = f"newinstance,ptmxmode=0666,max={MAX_TERMINALS}"
    linux.mount("devpts", folder + "/pts", "devpts", linux.MS_NOSUID | linux.MS_NOEXEC, options)
    os.symlink("pts/ptmx", folder + "/ptmx")
    os.symlink("/proc/self/fd", folder + "/fd")
