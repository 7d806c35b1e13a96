"""The course lock: whoever writes to a course does it alone, in whatever process."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from labgrader.lab import CourseError
from labgrader.state import State
from labgrader.whole import clear_unfinished, write

WAIT = 10.0  # seconds: the service that grades on submit lets others in before these are over
HELD = "{root} is being worked on already, by {who}. Wait until that has ended, and try again."


@contextmanager
def alone(root: Path, who: str = "", wait: float = WAIT, notice: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the lock of a course; a thread that holds it already goes on holding it.

    Args:
        who: what others are told of us; this process's command by default.
        wait: seconds to wait for another one to end; -1 waits for ever.
        notice: called with a sentence when another one holds it, and is waited for.

    Raises:
        CourseError: another one holds it.
    """
    state = State(Path(root))
    state.folder.mkdir(mode=0o700, exist_ok=True)
    lock = FileLock(state.lock, is_singleton=True)
    outermost = not lock.is_locked
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if notice is not None:
            notice(f"Waiting for {_holder(state)}.")
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            raise CourseError(HELD.format(root=root, who=_holder(state))) from error
    try:
        if outermost:
            clear_unfinished(state.folder)
            write(state.holder, f"{who or _command()} (process {os.getpid()}, since {datetime.now():%H:%M:%S})")
        yield
    finally:
        lock.release()


def holder(root: Path) -> str:
    """Who holds the lock of a course, in words; "" when nobody does."""
    state = State(Path(root))
    if not state.lock.exists():
        return ""
    try:
        with state.lock.open("rb") as file:  # as a reader, beside whoever else asks
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return ""
    except BlockingIOError:
        return _holder(state)
    except OSError:  # not ours to open
        return ""


def _command() -> str:
    return " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])[:80]


def _holder(state: State) -> str:
    try:
        return state.holder.read_text(encoding="utf-8", errors="replace")
    except OSError:  # it has the lock, and has not said yet who it is
        return "another program"
