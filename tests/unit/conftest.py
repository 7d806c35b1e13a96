"""Tests of this tier start no other process, and so no kernel: that keeps them fast."""

from __future__ import annotations

import os
import subprocess

import pytest


@pytest.fixture(autouse=True)
def _no_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        pytest.fail("this test starts a process: it belongs in tests/integration")

    monkeypatch.setattr(os, "fork", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)


@pytest.fixture
def watch(inside, monkeypatch):
    """A watch of figures, whose cell is `watch.cell`; what it replaces in matplotlib is put back afterwards."""
    import matplotlib as mpl
    from matplotlib import pyplot as plt
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    mpl.use("Agg")
    for owner, name in [(Figure, "__init__"), (Figure, "savefig"), (Figure, "clear"), (Axes, "clear")]:
        monkeypatch.setattr(owner, name, getattr(owner, name))
    watch = inside.figures.FigureWatch(lambda: watch.cell)
    watch.cell = 1
    watch.watch()
    with mpl.rc_context({"figure.max_open_warning": 0}):
        yield watch
    plt.close("all")


@pytest.fixture
def figures(watch, read):
    """The figures caught so far, as evidence."""
    return lambda: read(figures=watch.report()).figures


@pytest.fixture
def axes(figures):
    """The axes of the only figure."""

    def axes():
        (figure,) = figures()
        return figure.axes[0]

    return axes
