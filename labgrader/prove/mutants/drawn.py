"""Whether two answers draw the same graph: the lists that are asked for, by the same names, on axes with a label."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from labgrader.cellrun import CellRun
from labgrader.evidence import Axes, Line

Same = Callable[[list[float], list[float]], bool]
Graph = tuple[dict[str, set[str]], str, str]


def draws_alike(own: CellRun, right: CellRun, curves: Mapping[str, list[float]], same: Same) -> bool:
    """Whether one of the graphs of an answer is that of the right one, which draws all of the curves."""
    graphs = [_graph(axes, curves, same) for figure in right.figures for axes in figure.axes]
    best = max(graphs, key=lambda graph: len(graph[0]), default=None)
    return (
        best is not None
        and best[0].keys() == curves.keys()
        and any(_graph(axes, curves, same) == best for figure in own.figures for axes in figure.axes)
    )


def _graph(axes: Axes, curves: Mapping[str, list[float]], same: Same) -> Graph:
    """For each list that is drawn the names that the legend gives it, and what the axes are called."""
    named: dict[str, set[str]] = {}
    for line in axes.lines:
        for name, values in curves.items():
            if same(line.y, values) and _counts(line.x):
                named.setdefault(name, set()).update(_names(axes, line))
    return named, axes.xlabel, axes.ylabel


def _counts(x: list[float]) -> bool:
    """Whether the curve is drawn over the numbers of the epochs, counted from 0 or from 1."""
    return bool(x) and x in ([float(n) for n in range(len(x))], [float(n) for n in range(1, len(x) + 1)])


def _names(axes: Axes, line: Line) -> set[str]:
    """What the legend calls a curve: every entry that looks like it."""
    looks = line.style, line.color, line.marker
    return {e.text for e in axes.legend or [] if (e.style, e.color, e.marker) == looks}
