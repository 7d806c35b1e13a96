"""Figures: every one that a notebook makes, whether it was shown, closed or left open, as data.

`watch` must run before student code. Figures are kept alive (the newest `MAX_FIGURES`) and described after each
cell that made or changed them and before they are cleared, so that what was once shown stays evidence.
"""

from __future__ import annotations

import json
import sys
from collections import OrderedDict
from itertools import islice

from .plain import number, text
from .snapshot import Budget
from .visible import backgrounds, inks

MAX_FIGURES = 40
MAX_AXES = 12
MAX_LINES = 60  # curves, rows of a legend or texts, of one axes
MAX_POINTS = 200
MAX_TEXT = 300
MAX_NUMBERS = 20_000  # of one figure
MAX_CHARACTERS = 1_500_000  # of all figures, as JSON


class FigureWatch:
    """Keeps each new figure with the execution count of its cell, and its newest description with curves."""

    def __init__(self, current_cell) -> None:
        self._cell = current_cell
        self._figures: OrderedDict[int, object] = OrderedDict()
        self._made: dict[int, int] = {}
        self._described: dict[int, dict] = {}
        self._count = 0
        self._clearing = False

    def watch(self) -> None:
        """Note every figure made from now on."""
        from matplotlib.axes import Axes
        from matplotlib.figure import Figure

        make, clear, clear_axes = Figure.__init__, Figure.clear, Axes.clear

        def __init__(figure, *args, **kwargs):
            make(figure, *args, **kwargs)
            self._add(figure)

        def clear_figure(figure, *args, **kwargs):
            self.update(figure)
            self._clearing = True  # its axes are now cleared one by one
            try:
                return clear(figure, *args, **kwargs)
            finally:
                self._clearing = False

        def clear_one_axes(axes):
            # A new axes clears itself, too, before it belongs to a figure.
            if not self._clearing and getattr(axes, "_children", None):
                self.update(axes.get_figure(root=True))
            return clear_axes(axes)

        Figure.__init__, Figure.clear, Axes.clear = __init__, clear_figure, clear_one_axes
        Figure.__init__.__wrapped__ = make

    def _add(self, figure) -> None:
        self._count += 1
        key = self._count
        self._figures[key] = figure
        self._made[key] = self._cell()
        while len(self._figures) > MAX_FIGURES:
            old, _ = self._figures.popitem(last=False)
            self._made.pop(old, None)
            self._described.pop(old, None)

    def update(self, only=None) -> None:
        """Describe every figure, or one, as it is now; an emptied figure keeps its last description."""
        for key, figure in list(self._figures.items()):
            if only is not None and figure is not only:
                continue
            try:
                axes = _all_axes(figure)
                report = {"cell": self._made[key], "number": key, "title": _title(figure), "axes": axes}
            except BaseException as error:  # an object of the student's in the figure; the last description stays
                if only is not None and isinstance(error, KeyboardInterrupt):
                    raise  # the cell that clears it is being interrupted
                continue
            if key not in self._described or any(part["lines"] for part in axes):
                self._described[key] = report

    def report(self) -> list[dict]:
        """The figures, oldest first; the oldest are left out when all of them are too much."""
        self.update()
        reports: list[dict] = []
        room = MAX_CHARACTERS
        for key in reversed([key for key in self._figures if key in self._described]):
            room -= len(json.dumps(self._described[key], ensure_ascii=False))
            if room < 0:
                break
            reports.insert(0, self._described[key])
        return reports


def _title(figure) -> str:
    title = getattr(figure, "_suptitle", None)
    return text(title.get_text(), MAX_TEXT) if title is not None else ""


def _all_axes(figure) -> list[dict]:
    budget = Budget(MAX_NUMBERS)
    return [_axes(axes, figure, budget) for axes in figure.get_axes()[:MAX_AXES]]


def _axes(axes, figure, budget: Budget) -> dict:
    points = [c for c in axes.collections if type(c).__name__ == "PathCollection"]
    legend = sys.modules["matplotlib.legend"].Legend
    legends = [child for child in axes.get_children() if isinstance(child, legend)] or figure.legends
    rows = [row for one in legends for row in zip(one.get_texts(), one.legend_handles, strict=False)]
    return {
        "title": text(axes.get_title(), MAX_TEXT),
        "xlabel": text(axes.get_xlabel() or figure.get_supxlabel(), MAX_TEXT),
        "ylabel": text(axes.get_ylabel() or figure.get_supylabel(), MAX_TEXT),
        "xscale": text(axes.get_xscale(), 200),
        "yscale": text(axes.get_yscale(), 200),
        "lines": _each(_line, axes.get_lines(), budget) + _each(_points, points, budget),
        "legend": _each(_row, rows, budget) if legends else None,
        "backgrounds": backgrounds(axes, figure),
        "texts": _each(lambda t: text(t.get_text(), MAX_TEXT), axes.texts, budget),
    }


def _each(describe, artists, budget: Budget) -> list:
    """The descriptions of artists, as far as the budget goes; one that cannot be described hides no other."""
    found = []
    for artist in islice(artists, MAX_LINES):
        if not budget.spend(20):  # its texts
            break
        try:
            report = describe(artist)
        except Exception:
            continue
        if not isinstance(report, dict) or budget.spend(len(report.get("x", ())) * 2):
            found.append(report)
    return found


def _line(line) -> dict:
    x, y = line.get_data(orig=False)
    return {
        "x": _numbers(x),
        "y": _numbers(y),
        "label": text(str(line.get_label()), MAX_TEXT),
        **_look(line),
        "ink": inks(line),
    }


def _points(collection) -> dict:
    x, y = collection.get_offsets().T
    label = text(str(collection.get_label()), MAX_TEXT)
    return {"x": _numbers(x), "y": _numbers(y), "label": label, **_look(collection), "ink": inks(collection)}


def _row(row) -> dict:
    label, handle = row
    return {"text": text(label.get_text(), MAX_TEXT), **_look(handle)}


def _look(artist) -> dict:
    """How an artist looks, in the same words for a curve and for its handle in a legend."""
    if hasattr(artist, "get_linestyle") and hasattr(artist, "get_marker"):
        style, color, marker = str(artist.get_linestyle()), artist.get_color(), str(artist.get_marker())
        return {"style": text(style, 200), "color": _color(color), "marker": text(marker, 200)}
    colors = [getattr(artist, name)() for name in ("get_facecolor", "get_edgecolor") if hasattr(artist, name)]
    return {"style": "points", "color": next(filter(None, map(_color, colors)), ""), "marker": ""}


def _color(color) -> str:
    """A color as "#rrggbbaa"; the first of several; "" for none (a hollow point has no face)."""
    if getattr(color, "ndim", 1) == 2:
        color = color[0] if len(color) else "none"
    try:
        found = sys.modules["matplotlib.colors"].to_hex(color, keep_alpha=True)
    except ValueError:
        return ""
    return "" if found.endswith("00") else found


def _numbers(values) -> list:
    numpy = sys.modules["numpy"]
    flat = numpy.ma.filled(numpy.ma.asarray(values, dtype=float), numpy.nan).reshape(-1)
    return [number(v) for v in flat[:MAX_POINTS].tolist()]
