"""The graphs of losses among all that a student drew, and the best of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graders.figures.curves import Graph, Names
from labgrader import CellRun
from labgrader.evidence import Axes, Figure

# The titles in `training_run.py`, which students receive.
TRAINING_RUN = (
    "Data space: each w and b is a line",
    "Parameter space: dark is a small loss",
    "Total loss after each update",
)

MAX_FIGURES = 60  # that are looked at; no honest notebook comes near


def graphs_of(run: CellRun, lists: Mapping[str, tuple[float, ...]], names: Names) -> list[Graph]:
    """Every place of axes that the student's cells drew into and that shows one of the lists, newest figure first.

    Args:
        run: the graded cell in one run.
        lists: the losses to be drawn, by the name of their list.
        names: which lists each label of a graph may name.
    """
    newest = graphs_drawn(run)[: -MAX_FIGURES - 1 : -1]
    found = (Graph(axes, lists, names, figure.left_out) for figure in newest for axes in _places(figure))
    return [graph for graph in found if graph.drawn or graph.hidden]


def _places(figure: Figure) -> list[Axes]:
    """The axes of a figure; twins, which stand at one place, as one."""
    found: dict[int, Axes] = {}
    for number, axes in enumerate(figure.axes):
        place = number if axes.place is None else axes.place
        first = found.get(place)
        if first is None:
            found[place] = axes
            continue
        more = {
            "lines": [*first.lines, *axes.lines],
            "legend": [*(first.legend or []), *(axes.legend or [])] or None,
            "xlabel": first.xlabel or axes.xlabel,
            "ylabel": first.ylabel or axes.ylabel,
            "unread": [*first.unread, *axes.unread],
            "backgrounds": [*first.backgrounds, *axes.backgrounds],
        }
        found[place] = first.model_copy(update=more)
    return list(found.values())


def graphs_drawn(run: CellRun) -> list[Figure]:
    """The figures that the student's cells made, without the pictures of training runs, which also show losses."""
    return [figure for figure in run.figures if tuple(axes.title for axes in figure.axes) != TRAINING_RUN]


def best(found: Iterable[Graph]) -> Graph | None:
    """The graph that earns most; of equal ones the newest."""
    return max(found, key=lambda g: (len(g.drawn), g.rightly_named, len(g.named), g.axis_labels), default=None)
