"""Figures: every one that a notebook makes, whether it was shown, closed or left open, as data.

`watch` must run before student code. Figures are kept alive (the newest `MAX_FIGURES`) and described after each
cell that made or changed them, because a later `clf` may empty them.
"""

from __future__ import annotations

import sys
from collections import OrderedDict

from . import snapshot

MAX_FIGURES = 40
MAX_AXES = 12
MAX_LINES = 60
MAX_POINTS = 200


class FigureWatch:
    """Keeps each new figure with the execution count of its cell, and its newest non-empty description."""

    def __init__(self, current_cell) -> None:
        self._cell = current_cell
        self._figures: OrderedDict[int, object] = OrderedDict()
        self._made: dict[int, tuple[int, int]] = {}
        self._described: dict[int, dict] = {}
        self._count = 0

    def watch(self) -> None:
        """Note every figure made from now on."""
        from matplotlib.figure import Figure

        make = Figure.__init__

        def __init__(figure, *args, **kwargs):
            make(figure, *args, **kwargs)
            self._add(figure)

        Figure.__init__ = __init__
        Figure.__init__.__wrapped__ = make

    def _add(self, figure) -> None:
        self._count += 1
        key = self._count
        self._figures[key] = figure
        self._made[key] = (self._cell(), key)
        while len(self._figures) > MAX_FIGURES:
            old, _ = self._figures.popitem(last=False)
            self._made.pop(old, None)
            self._described.pop(old, None)

    def update(self) -> None:
        """Describe every figure as it is now; an emptied figure keeps its last description."""
        for key, figure in list(self._figures.items()):
            try:
                cell, number = self._made[key]
                report = {"cell": cell, "number": number, "title": _title(figure), "axes": _all_axes(figure)}
            except BaseException:  # an object of the student's in the figure; what was described before stays
                continue
            if report["axes"] or key not in self._described:
                self._described[key] = report

    def report(self) -> list[dict]:
        self.update()
        return [self._described[key] for key in self._figures if key in self._described]


def _title(figure) -> str:
    title = getattr(figure, "_suptitle", None)
    return snapshot.text(title.get_text()) if title is not None else ""


def _all_axes(figure) -> list[dict]:
    return [_axes(axes) for axes in figure.get_axes()[:MAX_AXES]]


def _axes(axes) -> dict:
    lines = [_line(line) for line in axes.get_lines()[:MAX_LINES]]
    lines += [_points(c) for c in axes.collections[:MAX_LINES] if type(c).__name__ == "PathCollection"]
    return {
        "title": snapshot.text(axes.get_title()),
        "xlabel": snapshot.text(axes.get_xlabel()),
        "ylabel": snapshot.text(axes.get_ylabel()),
        "xscale": snapshot.text(axes.get_xscale(), 200),
        "yscale": snapshot.text(axes.get_yscale(), 200),
        "lines": lines,
        "legend": _legend(axes.get_legend()),
        "texts": [snapshot.text(t.get_text()) for t in axes.texts[:MAX_LINES]],
    }


def _line(line) -> dict:
    x, y = line.get_data(orig=False)
    return {
        "x": _numbers(x),
        "y": _numbers(y),
        "label": snapshot.text(str(line.get_label())),
        **_look(line),
    }


def _points(collection) -> dict:
    offsets = collection.get_offsets()
    return {
        "x": _numbers(offsets[:, 0]),
        "y": _numbers(offsets[:, 1]),
        "label": snapshot.text(str(collection.get_label())),
        **_look(collection),
    }


def _legend(legend) -> list[dict] | None:
    if legend is None:
        return None
    rows = zip(legend.get_texts()[:MAX_LINES], legend.legend_handles[:MAX_LINES], strict=False)
    return [{"text": snapshot.text(row.get_text()), **_look(handle)} for row, handle in rows]


def _look(artist) -> dict:
    """How an artist looks, in the same words for a curve and for its handle in a legend."""
    colors = sys.modules["matplotlib.colors"]
    if hasattr(artist, "get_linestyle") and hasattr(artist, "get_marker"):
        style, color, marker = str(artist.get_linestyle()), artist.get_color(), str(artist.get_marker())
    else:
        face = artist.get_facecolor() if hasattr(artist, "get_facecolor") else "none"
        style, color, marker = "points", face[0] if getattr(face, "ndim", 1) == 2 and len(face) else face, ""
    return {
        "style": snapshot.text(style),
        "color": colors.to_hex(color, keep_alpha=True),
        "marker": snapshot.text(marker),
    }


def _numbers(values) -> list:
    numpy = sys.modules["numpy"]
    flat = numpy.ma.filled(numpy.ma.asarray(values, dtype=float), numpy.nan).reshape(-1)
    return [snapshot.number(v) for v in flat[:MAX_POINTS].tolist()]
