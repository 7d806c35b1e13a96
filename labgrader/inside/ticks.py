"""Ticks, while a figure is drawn: each axis computes them once, and draws all of them with its first one.

Most of the time that a figure takes goes into its ticks: matplotlib computes where they are up to eight times, and
makes five objects for each. There may be sixty at a logarithmic axis.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from matplotlib.axis import XAxis, YAxis

REPLACED = ("_update_ticks", "_get_ticklabel_bboxes", "get_major_ticks", "get_minor_ticks")  # of each axis


@contextmanager
def made_once(figure) -> Iterator[None]:
    """Within it, an axis computes its ticks only when its limits or its size have changed."""
    axes = [one for one in figure.axes if one.name == "rectilinear"]
    chosen = [axis for one in axes for axis in (one.xaxis, one.yaxis) if type(axis) in (XAxis, YAxis)]
    for axis in chosen:
        axis._update_ticks = _once(axis, axis._update_ticks, "size")
        axis._get_ticklabel_bboxes = _once(axis, axis._get_ticklabel_bboxes, "bounds")
        axis.get_major_ticks = _stand_ins(axis, "majorTicks", axis.get_major_ticks)
        axis.get_minor_ticks = _stand_ins(axis, "minorTicks", axis.get_minor_ticks)
    try:
        yield
    finally:
        for axis in chosen:
            for name in REPLACED:
                vars(axis).pop(name, None)  # it is gone already where a figure is shown while it is drawn


def _once(axis, compute, which: str):
    """A function that remembers what another gave for the limits of an axis, and for the size or place of its axes."""
    found = {}

    def once(*args):
        key = *axis.get_view_interval(), *getattr(axis.axes.bbox, which)
        if key not in found:
            found[key] = compute(*args)
        return found[key]

    return once


def _stand_ins(axis, name: str, get_ticks):
    """A function that gives so many ticks: without making them, where none but the first is there already."""

    def ticks(count=None):
        if count is None or len(vars(axis).get(name, ())) > 1:  # a student may have changed one of them
            return get_ticks(count)
        first = getattr(axis, name)[0]
        return [_StandIn(first) for _ in range(count)]

    return ticks


class _StandIn:
    """One of many ticks that look alike: it has a place and a text, and a real one is put there to be drawn."""

    def __init__(self, real) -> None:
        self.real, self.place = real, 0.0
        self.label1, self.label2 = _Label(self, real.label1), _Label(self, real.label2)

    def update_position(self, place) -> None:
        self.place = place

    def get_loc(self):
        return self.place

    def put(self) -> None:
        """Put the real one in its place."""
        self.real.update_position(self.place)
        for label in (self.label1, self.label2):
            label.real.set_text(label.text)

    def draw(self, renderer) -> None:
        self.put()
        self.real.draw(renderer)


class _Label:
    """One of the two texts of such a tick."""

    def __init__(self, tick: _StandIn, real) -> None:
        self.tick, self.real, self.text = tick, real, ""
        self.get_visible, self.get_in_layout = real.get_visible, real.get_in_layout

    def set_text(self, text) -> None:
        self.text = text

    def get_window_extent(self, renderer=None):
        self.tick.put()
        return self.real.get_window_extent(renderer)
