"""Watches what a notebook makes, from before its first cell on: figures, and passes over loaders."""

from __future__ import annotations

from contextlib import suppress

from .figures import FigureWatch
from .loaders import LoaderWatch


class Watches:
    """The figures and loaders of one notebook.

    Attributes:
        running: the execution count of the cell that is running (the shell's own is ahead of it while a cell runs).
    """

    def __init__(self) -> None:
        self.running = 0
        self.figures = FigureWatch(lambda: self.running)
        self.loaders = LoaderWatch(lambda: self.running)

    def watch(self) -> None:
        """Watch from now on."""
        for each in (self.figures, self.loaders):
            with suppress(ImportError):  # a lab without matplotlib or torch
                each.watch()
