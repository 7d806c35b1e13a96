"""Figures: every one that a notebook makes, whether it was shown, closed or left open, as data.

`watch` must run before student code. A figure is described after each cell, before it is cleared, and when it is saved,
as each frame of an animation is; each description that is another than the one before is kept, for the cell that has
drawn last. So what was once shown stays evidence, whatever comes after.
"""

from __future__ import annotations

import functools
import json
import sys
from collections import Counter

from .axes import MAX_AXES, MAX_TEXT, describe
from .plain import text
from .snapshot import Budget

MAX_FIGURES = 40  # that may still change, and as many descriptions
MAX_NUMBERS = 20_000  # of one figure
MAX_CHARACTERS = 1_500_000  # of all figures, as JSON
MAX_CELLS = 200  # of which it is said that figures are left out


class Watched:
    """A figure that may still change: which number it has, the cell that made it, and how it was described last."""

    def __init__(self, figure, number: int, cell: int) -> None:
        self.figure, self.number, self.made = figure, number, cell
        self.last: dict | None = None
        self.curves: dict[tuple[int, int], tuple] = {}

    def describe(self, cell: int) -> dict:
        """The figure as it is now; each curve with the cell that drew it, or that changed its numbers."""
        budget, curves = Budget(MAX_NUMBERS), {}

        def drawn_in(artist, which: int, numbers: list) -> int:
            key = id(artist), which
            known = self.curves.get(key)
            same = known is not None and known[0] is artist and known[1] == numbers
            curves[key] = known if same else (artist, numbers, cell)  # kept alive, so that its id stays its own
            return curves[key][2]

        axes = self.figure.get_axes()
        parts = [describe(one, self.figure, budget, drawn_in) for one in axes[:MAX_AXES]]
        title = getattr(self.figure, "_suptitle", None)
        report = {
            "number": self.number,
            "title": text(title.get_text(), MAX_TEXT) if title is not None else "",
            "axes": [part for part, _ in parts],
            "left_out": max(0, len(axes) - MAX_AXES) + sum(left_out for _, left_out in parts),
        }
        self.curves = curves
        return report


class _Kept:
    """One description: its size as JSON, and how much there is to see, by which others are left out before it."""

    def __init__(self, report: dict) -> None:
        self.report, self.size = report, len(json.dumps(report, ensure_ascii=False))
        axes = report["axes"]
        rows, lines = sum(len(one["legend"] or ()) for one in axes), [line for one in axes for line in one["lines"]]
        self.weight = rows, len(lines), sum(len(line["x"]) for line in lines)


class FigureWatch:
    """Keeps each new figure with the execution count of its cell, and the descriptions of what it showed."""

    def __init__(self, current_cell) -> None:
        self._cell = current_cell
        self._watched: list[Watched] = []
        self._kept: dict[tuple[int, int, int], _Kept] = {}  # by figure, cell, and a number of its own
        self._left_out: Counter[int] = Counter()  # by cell
        self._count = self._numbers = 0
        self._clearing = False

    def watch(self) -> None:
        """Note every figure made from now on."""
        from matplotlib.axes import Axes
        from matplotlib.figure import Figure

        make, save, clear, clear_axes = Figure.__init__, Figure.savefig, Figure.clear, Axes.clear

        def __init__(figure, *args, **kwargs):
            make(figure, *args, **kwargs)
            self._add(figure)

        @functools.wraps(save)
        def savefig(figure, *args, **kwargs):
            self.update(figure)
            return save(figure, *args, **kwargs)

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

        Figure.__init__, Figure.savefig, Figure.clear, Axes.clear = __init__, savefig, clear_figure, clear_one_axes
        Figure.__init__.__wrapped__ = make

    def _add(self, figure) -> None:
        self._count += 1
        self._watched.append(Watched(figure, self._count, self._cell()))
        if len(self._watched) > MAX_FIGURES:
            open_ones = _open_figures()
            old = next((w for w in self._watched[:-1] if id(w.figure) not in open_ones), self._watched[0])
            self.update(old.figure)
            self._watched.remove(old)

    def update(self, only=None) -> None:
        """Describe every figure, or one, as it is now; an emptied figure keeps its last description."""
        for watched in list(self._watched):
            if only is not None and watched.figure is not only:
                continue
            cell = watched.made if watched.last is None else self._cell()
            try:
                report = watched.describe(cell)
            except BaseException as error:  # an object of the student's in the figure; the last description stays
                if only is not None and isinstance(error, KeyboardInterrupt):
                    raise  # the cell that clears it is being interrupted
                continue
            drawn = any(axes["lines"] or axes["unread"] for axes in report["axes"])
            if watched.last is None or (drawn and report != watched.last):
                watched.last = report
                self._keep(watched, cell)

    def _keep(self, watched: Watched, cell: int) -> None:
        new = _Kept({"cell": cell} | watched.last)
        for key in [key for key in self._kept if key[:2] == (watched.number, cell)]:
            if self._kept[key].weight <= new.weight:
                del self._kept[key]  # more was drawn into it, or as much anew
        self._numbers += 1
        self._kept[watched.number, cell, self._numbers] = new
        while len(self._kept) > MAX_FIGURES:
            self._leave_out_of_many()

    def _leave_out_of_many(self) -> None:
        """Leave out the figure with least to see, and of such the oldest, of the cell that has most of them."""
        count = Counter(cell for _, cell, _ in self._kept)
        most = max(count.values())
        self._leave_out(min((kept.weight, key) for key, kept in self._kept.items() if count[key[1]] == most)[1])

    def _leave_out(self, key: tuple[int, int, int]) -> None:
        del self._kept[key]
        if key[1] in self._left_out or len(self._left_out) < MAX_CELLS:
            self._left_out[key[1]] += 1

    def report(self) -> list[dict]:
        """The figures, in the order they were drawn in; where they are too much, the largest are left out first."""
        self.update()
        while sum(kept.size for kept in self._kept.values()) > MAX_CHARACTERS:
            largest = max(kept.size.bit_length() for kept in self._kept.values())
            self._leave_out(min(key for key, kept in self._kept.items() if kept.size.bit_length() == largest))
        return [self._kept[key].report for key in sorted(self._kept, key=lambda key: (key[1], key))]

    def left_out(self) -> dict[int, int]:
        """How many figures of each cell are not reported, because there are too many or they cannot be read."""
        unread = Counter(watched.made for watched in self._watched if watched.last is None)
        return {str(cell): count for cell, count in (self._left_out + unread).items()}


def _open_figures() -> set[int]:
    """The ids of the figures that pyplot has open."""
    pyplot = sys.modules.get("matplotlib._pylab_helpers")
    managers = list(pyplot.Gcf.figs.values()) if pyplot else []
    return {id(getattr(getattr(manager, "canvas", None), "figure", None)) for manager in managers}
