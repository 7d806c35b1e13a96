"""One axes of a figure as data: its curves and what they look like, its labels and its legend."""

from __future__ import annotations

import sys
from itertools import islice

from .curves import curves_of, faces, unread
from .plain import number, text
from .snapshot import Budget
from .visible import backgrounds, inks

MAX_AXES = 12
MAX_LINES = 60  # curves, rows of a legend or texts, of one axes
MAX_POINTS = 200
MAX_TEXT = 300

DASHES = {"solid": "-", "dashed": "--", "dashdot": "-.", "dotted": ":"}


def describe(axes, figure, budget: Budget, drawn_in) -> tuple[dict, int]:
    """An axes, and how many of its curves are left out.

    Args:
        drawn_in: is called with an artist, which of its curves it is, and its numbers; tells the cell that drew it.
    """
    legend = sys.modules["matplotlib.legend"].Legend
    legends = [child for child in axes.get_children() if isinstance(child, legend)] or figure.legends
    rows = [row for one in legends for row in zip(one.get_texts(), one.legend_handles, strict=False)]
    curves = list(islice(curves_of(axes), MAX_LINES + 1))
    lines = _each(lambda curve: _curve(*curve, axes, drawn_in), curves[:MAX_LINES], budget)
    report = {
        "title": text(axes.get_title(), MAX_TEXT),
        "xlabel": text(axes.get_xlabel() or figure.get_supxlabel(), MAX_TEXT),
        "ylabel": text(axes.get_ylabel() or figure.get_supylabel(), MAX_TEXT),
        "xscale": text(axes.get_xscale(), 200),
        "yscale": text(axes.get_yscale(), 200),
        "lines": lines,
        "legend": _each(_row, rows, budget) if legends else None,
        "backgrounds": backgrounds(axes, figure),
        "texts": _each(lambda t: text(t.get_text(), MAX_TEXT), axes.texts, budget),
        "unread": unread(axes),
        "place": _place(axes, figure),
    }
    return report, len(curves) - len(lines)


def _place(axes, figure) -> int:
    """The first axes that stands at the same place, through which this one is seen; its own number when none does."""
    there = figure.get_axes()
    own = next(number for number, one in enumerate(there) if one is axes)
    if axes.name == "3d" or (axes.patch.get_visible() and axes.get_frame_on()):
        return own
    bounds = axes.get_position().bounds
    return next(n for n, one in enumerate(there) if one is axes or one.get_position().bounds == bounds)


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


def _curve(artist, which: int, x, y, axes, drawn_in) -> dict:
    if y is None:
        raise ValueError("its numbers cannot be read")
    x, y = _numbers(x), _numbers(y)
    return {
        "x": x,
        "y": y,
        "label": text(str(artist.get_label()), MAX_TEXT),
        **_look(artist, which),
        "ink": inks(artist, x, y, axes),
        "cell": drawn_in(artist, which, [x, y]),
    }


def _row(row) -> dict:
    label, handle = row
    return {"text": text(label.get_text(), MAX_TEXT), **_look(handle)}


def _look(artist, which: int = 0) -> dict:
    """How an artist looks, in the same words for a curve and for its handle in a legend.

    Args:
        which: of its curves, where it has several.
    """
    collections, patches = sys.modules["matplotlib.collections"], sys.modules["matplotlib.patches"]
    artist = next(iter(getattr(artist, "patches", ())), artist)  # bars are alike
    if hasattr(artist, "get_linestyle") and hasattr(artist, "get_marker"):
        style, color, marker = str(artist.get_linestyle()), artist.get_color(), str(artist.get_marker())
    elif isinstance(artist, patches.StepPatch) and not artist.get_fill():
        style, color, marker = str(artist.get_linestyle()), artist.get_edgecolor(), ""
        style = DASHES.get(style, style)
    elif isinstance(artist, collections.LineCollection):
        colors = artist.get_edgecolor()
        style, color, marker = "--", colors[which % len(colors)], ""  # the style of its handle, whatever its own is
    else:
        names = ("get_facecolor", "get_edgecolor")
        colors = [_color(getattr(artist, name)()) for name in names if hasattr(artist, name)]
        points = isinstance(artist, collections.PathCollection)
        if points and which:
            colors = [_color(faces(artist)[which])]
        return {"style": "points" if points else "filled", "color": next(filter(None, colors), ""), "marker": ""}
    return {"style": text(style, 200), "color": _color(color), "marker": text(marker, 200)}


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
