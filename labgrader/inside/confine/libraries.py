"""Which files of the machine a kernel may read: the interpreter, its libraries and the system's, and nothing else.

Never computed from `sys.path`: the course folder may be on it (an editable install, the current folder).
"""

from __future__ import annotations

import os
import site
import stat
import sys

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store")
SETTINGS = ("/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime")
OF_A_PREFIX = ("bin", "lib", "lib64", "pyvenv.cfg")


class NotApartError(Exception):
    """The libraries and what must stay hidden are in one folder; the message says which."""


def readable(protected: list[str]) -> list[str]:
    """Paths of the files and folders that a kernel may read, outermost first; symbolic links as they are.

    Args:
        protected: folders and files that no kernel may see: the course, the submission, the grader's own.

    Raises:
        NotApartError: one of the folders holds something protected.
    """
    prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    prefixes |= {os.path.realpath(prefix) for prefix in prefixes}
    wanted = [*SYSTEM, *SETTINGS]
    wanted += [os.path.join(prefix, part) for prefix in sorted(prefixes) for part in OF_A_PREFIX]
    if site.ENABLE_USER_SITE:
        wanted.append(site.getusersitepackages())
    found: list[str] = []
    for path in wanted:
        if os.path.lexists(path) and not any(_is_below(path, other) for other in found):
            found.append(path)
    for path in found:
        for secret in protected:
            if _is_below(os.path.realpath(secret), os.path.realpath(path)):
                raise NotApartError(
                    f"{path} holds the libraries that kernels read, and {secret}, which they must not see, is in it. "
                    "Move the course, or install Python elsewhere."
                )
    return found


def module_paths(roots: list[str]) -> list[str]:
    """The entries of `sys.path` that a kernel may keep."""
    real = [os.path.realpath(root) for root in roots]
    return [path for path in sys.path if path and any(_is_below(os.path.realpath(path), root) for root in real)]


def open_to_all(paths: list[str]) -> bool:
    """Whether every user can get at the files and folders."""
    steps = {path: 0 for path in map(os.path.realpath, paths)}
    for path in list(steps):
        while path != "/":
            path = os.path.dirname(path)
            steps.setdefault(path, stat.S_IXOTH)
    return all(os.stat(path).st_mode & (need or stat.S_IROTH) for path, need in steps.items())


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")
