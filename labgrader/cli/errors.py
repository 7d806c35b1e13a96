"""What an instructor reads when a command cannot go on: the file, the rule, the remedy."""

from __future__ import annotations

import errno

from sqlalchemy.exc import DatabaseError
from traitlets import TraitError

from labgrader.kernels import KernelStartError
from labgrader.lab import CourseError
from labgrader.trial import UnsandboxedError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # what writing to a full disk, or above a quota, raises
REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)


def told(error: Exception) -> str:
    """An error in words; one that nobody foresaw with what to do to see more of it."""
    match error:
        case CourseError() | UnsandboxedError():
            return str(error)
        case KernelStartError():
            return f"No notebook can be run: {error}. `labgrader doctor` says what this machine lacks."
        case OSError(errno=number) if number in FULL:
            return f"{error}. Make room, and run it again: it goes on where it stopped."
        case OSError(errno=number) if number in REFUSED:
            return f"{error.filename}: {error.strerror}. Run this as the user whose course it is, or change the rights."
        case FileNotFoundError(filename=str() as name):
            return (
                f"{name} does not exist. If it is part of the course, put it back: `git status` names what is missing, "
                "and `nbgrader generate_assignment LAB` makes the release of a lab."
            )
        case TraitError():
            return f"nbgrader_config.py: {error} Correct the value there."
        case DatabaseError():
            return (
                f"The gradebook cannot be used ({error.orig}). If gradebook.db is damaged, put a copy of it back; "
                "without one, move it away, and grade again: only grades given by hand are lost."
            )
        case _:
            return (
                f"{type(error).__name__}: {error}\nThis was not foreseen, so it may be a fault of labgrader. "
                "`labgrader --debug …`, with the same command behind it, shows where it happened."
            )
