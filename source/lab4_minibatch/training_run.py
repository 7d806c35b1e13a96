"""One training run as a picture that a notebook can step through and play.

At the left the data and the lines that training went through, at the right the same lines as points of the error
surface, below the total loss of each. The picture is drawn once; what moves is laid over it by a few lines of
JavaScript. Where scripts do not run, the picture shows the whole run.
"""

import base64
import json
import zlib
from pathlib import Path

import matplotlib as mpl
import numpy as np
from IPython import get_ipython
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from run_picture import Box, Page

# Okabe and Ito's colours, and the map "cividis", can be told apart by colour-blind people too.
DATA, START, END, BETWEEN, SURFACE = "black", "#D55E00", "#56B4E9", "#8C8C8C", "cividis"
WIDTH, HEIGHT = 960, 560  # pixels: as wide as a notebook
BOXES = {"data": (66, 26, 386, 270), "surface": (560, 26, 386, 270), "loss": (66, 366, 880, 140)}
MARKED = 11  # points of a path with a dot and a line of their own: with ten epochs, the start and each epoch
LEVELS = 15  # of the surface
WIDEST = 2.0  # the view follows the path, up to this many times the range of the surface
FAR = 100.0  # so many times outside the surface nothing is drawn: training ran away
STEPS = 1000  # that one can step through; of a longer run, as many evenly chosen ones
SMALLEST = 1e-12  # a total loss of 0 has no logarithm


class TrainingRun:
    """The picture of one run.

    Args:
        x, y: the data, two arrays of shape (n,).
        w, b: the path, two arrays of shape (k,); nan for what was not a number.
        ranges: how far the error surface reaches in w and in b.
        surface: the total loss, for two arrays of one shape.

    Attributes:
        w, b, loss: the path, and its total losses; nan where it is too far outside the surface.
        marked: the positions of the points with a mark and a line of their own.
        shows: for each box, the smallest and largest number of the axis below, then of the axis at the side.
    """

    def __init__(self, x, y, w, b, ranges, surface):
        known = np.isfinite(x) & np.isfinite(y)
        self.x, self.y = (x[known], y[known]) if known.any() else (np.zeros(1), np.zeros(1))
        self.surface = surface
        self.ranges = np.where(np.asarray(ranges) > 0, ranges, 1.0)
        near = (np.abs(w) <= FAR * self.ranges[0]) & (np.abs(b) <= FAR * self.ranges[1])
        self.w, self.b = np.where(near, w, np.nan), np.where(near, b, np.nan)
        self.loss = surface(self.w, self.b)
        self.powers = np.log10(np.fmax(self.loss, SMALLEST) + 0 * self.loss)  # nan stays nan
        self.marked = np.unique(np.linspace(0, len(w) - 1, min(MARKED, len(w))).round().astype(int))
        self.shows = {"data": self._data_view(), "surface": self._surface_view(), "loss": self._loss_view()}

    def __repr__(self):
        return f"<Figure size {WIDTH}x{HEIGHT} with {len(BOXES)} Axes>"

    def _repr_mimebundle_(self, include=None, exclude=None):
        """The picture, and the player around it; only a line of text where figures are not drawn."""
        plt.draw_if_interactive()  # before its first plot, a notebook cannot show any figure
        try:
            get_ipython().display_formatter.formatters["image/png"].lookup_by_type(Figure)
        except KeyError:
            return {"text/plain": repr(self)}
        png = base64.b64encode(self.png()).decode()
        return {"text/plain": repr(self), "image/png": png, "text/html": self.html(png)}

    def png(self):
        """The picture of the whole run."""
        page = Page(WIDTH, HEIGHT)
        boxes = {name: Box(page, at, self.shows[name]) for name, at in BOXES.items()}
        self._draw_data(boxes["data"])
        self._draw_surface(boxes["surface"])
        self._draw_loss(boxes["loss"])
        return page.png()

    def html(self, png):
        """The same picture with what moves laid over it, and buttons and a slider to move it."""
        facts = self.facts()
        data = json.dumps(facts, separators=(",", ":")).replace("NaN", "null")
        places = {
            "NAME": f"run-{zlib.crc32(data.encode()):08x}",
            "LAST": str(max(0, len(facts["step"]) - 1)),
            "PICTURE": png,
            "DATA": data,
        }
        page = Path(__file__).with_name("training_run.html").read_text(encoding="utf-8")
        for place, text in places.items():
            page = page.replace(f"@{place}@", text)
        return page

    def facts(self):
        """What the player needs: the steps, and where in the picture numbers stand."""
        chosen = np.unique(np.linspace(0, len(self.w) - 1, min(STEPS, len(self.w))).round().astype(int))
        columns = {"w": self.w, "b": self.b, "loss": self.loss}
        steps = {name: [float(f"{v:.6g}") for v in values[chosen]] for name, values in columns.items()}
        boxes = {name: {"at": at, "shows": [*map(float, self.shows[name])]} for name, at in BOXES.items()}
        ends = [float(self.x.min()), float(self.x.max())]
        return {"step": chosen.tolist(), **steps, "ends": ends, "boxes": boxes}

    def _data_view(self):
        middle, half = (self.y.max() + self.y.min()) / 2, (np.ptp(self.y) or 1.0) / 2
        room = 0.05 * (np.ptp(self.x) or 1.0)
        return self.x.min() - room, self.x.max() + room, middle - 3 * half, middle + 3 * half

    def _surface_view(self):
        reach = np.fmax.reduce(np.abs([self.w, self.b]), axis=1, initial=0)  # fmax: nan does not count
        w, b = np.minimum(1.05 * np.maximum(reach, self.ranges), WIDEST * self.ranges)
        return -w, w, -b, b

    def _loss_view(self):
        known = self.powers[np.isfinite(self.powers)]
        low, high = (known.min(), known.max()) if len(known) else (0.0, 1.0)
        last, room = max(1, len(self.w) - 1), 0.08 * max(high - low, 1.0)
        return -0.01 * last, 1.01 * last, low - room, high + room

    def _parts(self):
        """The points of the path that get a mark and a line each: the first, those on the way, and the last."""
        looks = [(START, True, "square", 3, 6), (BETWEEN, False, "circle", 1.5, 4), (END, False, "diamond", 3, 8)]
        return zip(looks, (self.marked[:1], self.marked[1:-1], self.marked[-1:]), strict=True)

    def _draw_data(self, box):
        ends = np.array([self.x.min(), self.x.max()])
        for (color, dashed, _, width, _), chosen in self._parts():
            for at in chosen:
                box.line(ends, self.w[at] * ends + self.b[at], color, width, dashed)
        box.marks(self.x, self.y, DATA, size=1.6, edge=None)
        box.finish("Data space: each w and b is a line", "x", "y")

    def _draw_surface(self, box):
        low, high, bottom, top = self.shows["surface"]
        w, b = np.meshgrid(np.linspace(low, high, box.at[2]), np.linspace(top, bottom, box.at[3]))
        heights = np.nan_to_num(self.surface(w, b))
        share = np.linspace(0, 1, LEVELS) ** 2  # closer together near the minimum, where most of a path is
        levels = heights.min() + (np.ptp(heights) or 1.0) * share
        colors = mpl.colormaps[SURFACE](np.linspace(0, 1, LEVELS), bytes=True)[:, :3]
        box.surface(heights, levels, colors)
        box.line(self.w, self.b, "black", 3.5)
        box.line(self.w, self.b, "white", 1.5)
        self._mark(box, self.w, self.b)
        box.finish("Parameter space: dark is a small loss", "w", "b")

    def _draw_loss(self, box):
        at = np.arange(len(self.powers))
        box.line(at, self.powers, "black", 1.5)
        self._mark(box, at, self.powers)
        low, high = self.shows["loss"][2:]
        powers = range(int(np.ceil(low)), int(np.floor(high)) + 1)
        ticks = [(power, f"{10.0**power:g}") for power in [*powers][:: max(1, len(powers) // 5)]]
        box.finish("Total loss after each update", "update", "total loss", ticks)
        self._legend(box.page)

    def _mark(self, box, x, y):
        for (color, _, shape, _, size), chosen in self._parts():
            box.marks(x[chosen], y[chosen], color, shape, size)

    def _legend(self, page):
        """Below everything, for all three boxes."""
        top, places = HEIGHT - 26, {"start": 0, "on the way": 100, "end": 240, "data": 330}
        box = Box(page, (66, top, 400, 24), (0, 400, 0, 24))
        for place, ((color, dashed, shape, width, size), _) in zip(places.values(), self._parts(), strict=False):
            box.line([place, place + 36], [12, 12], color, width, dashed)
            box.marks([place + 18], [12], color, shape, size)
        box.marks([348], [12], DATA, size=1.6, edge=None)
        box.paste()
        for name, place in places.items():
            page.write(66 + place + 42, top + 12, name, "lm", 12)
