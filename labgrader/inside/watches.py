"""Watches what a notebook makes, from before its first cell on: figures, passes over loaders, calls of `backward`."""

from __future__ import annotations

from contextlib import suppress

from .backwards import BackwardWatch
from .figures import FigureWatch
from .loaders import LoaderWatch


class Watches:
    """The figures, loaders and calls of `backward` of one notebook.

    Attributes:
        running: the execution count of the cell that is running (the shell's own is ahead of it while a cell runs).
    """

    def __init__(self) -> None:
        self.running = 0
        self.figures = FigureWatch(lambda: self.running)
        self.loaders = LoaderWatch(lambda: self.running)
        self.backwards = BackwardWatch(lambda: self.running)

    def watch(self) -> None:
        """Watch from now on."""
        for each in (self.figures, self.loaders, self.backwards):
            with suppress(ImportError):  # a lab without matplotlib or torch
                each.watch()
