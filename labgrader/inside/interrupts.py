"""SIGINT: it interrupts a student's code, and nothing of ours."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def let_through() -> Iterator[None]:
    """An interrupt raises KeyboardInterrupt in the block, unless the student handles it in another way there."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        ignore()


def ignore() -> None:
    """From now on an interrupt has no effect, not even one that has come and was not handled yet."""
    while signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        except BaseException:  # it was handled only now, perhaps by the student
            continue


@contextmanager
def held() -> Iterator[None]:
    """An interrupt waits for the end of the block, whoever handles it then."""
    if threading.current_thread() is not threading.main_thread():  # where nothing is ever interrupted
        yield
        return
    waiting = []
    before = signal.signal(signal.SIGINT, lambda *_: waiting.append(True))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if waiting:
            signal.raise_signal(signal.SIGINT)
