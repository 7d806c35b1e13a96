"""One training run as a picture that a notebook can step through and play.

At the left the data and the lines that training went through, at the right the same lines as points of the error
surface, below the total loss of each. The picture is drawn once; what moves is laid over it by a few lines of
JavaScript. Where scripts do not run, the picture shows the whole run.
"""

import base64
import io
import json
import zlib
from pathlib import Path

import numpy as np
from IPython import get_ipython
from matplotlib import pyplot as plt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from PIL import Image

# Okabe and Ito's colours, and the map "cividis", can be told apart by colour-blind people too.
DATA, START, END, BETWEEN, SURFACE = "black", "#D55E00", "#56B4E9", "#8C8C8C", "cividis"
WIDTH, HEIGHT, DPI = 960, 580, 100  # pixels: as wide as a notebook
BOXES = {"data": (66, 26, 386, 270), "surface": (560, 26, 386, 270), "loss": (66, 370, 880, 140)}
TITLES = {
    "data": "Data space: each {w} and {b} is a line",
    "surface": "Parameter space: dark is a small loss",
    "loss": "Total loss after each {step}",
}
FACETS = 60  # of the surface, in each direction
MARKED = 11  # points of a path with a dot and a line of their own: with ten epochs, the start and each epoch
LEVELS = 15  # of the surface
FAR = 50.0  # so many times outside the surface nothing is drawn: training ran away
STEPS = 1000  # that one can step through; of a longer run, as many evenly chosen ones
SMALLEST = 1e-12  # a total loss of 0 has no logarithm


class TrainingRun:
    """The picture of one run: a path of slopes and intercepts.

    Args:
        x, y: the data, two arrays of shape (n,).
        w, b: the path, two arrays of shape (k,); nan for what was not a number.
        view: what is shown of the surface: the smallest and largest w, then of b.
        surface: the total loss, for two arrays of one shape.
        names: what w, b and a step of the path are called.
        marked: the positions of the points with a mark and a line of their own; evenly chosen ones by default.
        heights: what the colours of the surface show: something that grows with the total loss.

    Attributes:
        w, b, loss: the path, and its total losses; nan where it is too far outside the surface.
        shows: for each box, the smallest and largest number of the axis below, then of the axis at the side.
        titles: what stands above each box.
    """

    def __init__(self, x, y, w, b, view, surface, names=("w", "b", "update"), marked=None, heights=np.sqrt):
        known = np.isfinite(x) & np.isfinite(y)
        self.x, self.y = (x[known], y[known]) if known.any() else (np.zeros(1), np.zeros(1))
        self.surface, self.names, self.heights = surface, names, heights
        w_low, w_high, b_low, b_high = view
        near = np.abs(w - (w_low + w_high) / 2) <= FAR * (w_high - w_low)
        near &= np.abs(b - (b_low + b_high) / 2) <= FAR * (b_high - b_low)
        self.w, self.b = np.where(near, w, np.nan), np.where(near, b, np.nan)
        self.loss = surface(self.w, self.b)
        self.powers = np.log10(np.fmax(self.loss, SMALLEST) + 0 * self.loss)  # nan stays nan
        evenly = np.linspace(0, len(w) - 1, min(MARKED, len(w))).round()
        self.marked = np.unique(evenly if marked is None else marked).astype(int)
        self.shows = {"data": self._data_view(), "surface": tuple(map(float, view)), "loss": self._loss_view()}
        called = dict(zip(("w", "b", "step"), names, strict=True))
        self.titles = {name: title.format(**called) for name, title in TITLES.items()}

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
        figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI)
        axes = {}
        for name, (left, top, width, height) in BOXES.items():
            place = (left / WIDTH, 1 - (top + height) / HEIGHT, width / WIDTH, height / HEIGHT)
            axes[name] = figure.add_axes(place)
        self._draw_data(axes["data"])
        self._draw_surface(axes["surface"])
        self._draw_loss(axes["loss"])
        names = axes["data"].get_legend_handles_labels()
        figure.legend(*names, loc="lower left", ncols=4, frameon=False, bbox_to_anchor=(BOXES["data"][0] / WIDTH, 0))
        canvas, file = FigureCanvasAgg(figure), io.BytesIO()
        canvas.draw()  # as it is, and not cropped: the player counts on where the boxes are
        picture = Image.fromarray(np.asarray(canvas.buffer_rgba())[:, :, :3])
        picture.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, "png")
        return file.getvalue()

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
        return {"step": chosen.tolist(), **steps, "ends": ends, "boxes": boxes, "names": self.names}

    def _data_view(self):
        middle, half = (self.y.max() + self.y.min()) / 2, (np.ptp(self.y) or 1.0) / 2
        room = 0.05 * (np.ptp(self.x) or 1.0)
        return self.x.min() - room, self.x.max() + room, middle - 3 * half, middle + 3 * half

    def _loss_view(self):
        known = self.powers[np.isfinite(self.powers)]
        low, high = (known.min(), known.max()) if len(known) else (0.0, 1.0)
        if high - low < 1:  # a power of ten at least, so that there is a label
            low, high = np.floor(low), np.floor(low) + 1
        last, room = max(1, len(self.w) - 1), 0.08 * (high - low)
        return -0.01 * last, 1.01 * last, low - room, high + room

    def _parts(self):
        """The points of the path that get a mark and a line each: the first, those on the way, and the last."""
        looks = [
            ("start", START, "--", "s", 2.5),
            ("on the way", BETWEEN, "-", "o", 1),
            ("end", END, "-", "D", 2.5),
        ]
        return zip(looks, (self.marked[:1], self.marked[1:-1], self.marked[1:][-1:]), strict=True)

    def _draw_data(self, axes):
        ends = np.array([self.x.min(), self.x.max(), np.nan])  # nan lifts the pen between two lines
        for (label, color, style, _, width), chosen in self._parts():
            lines = np.multiply.outer(self.w[chosen], ends) + self.b[chosen, None]
            axes.plot(np.tile(ends, len(chosen)), lines.reshape(-1), style, color=color, linewidth=width, label=label)
        axes.plot(self.x, self.y, ".", color=DATA, markersize=4, label="data")
        self._finish(axes, "data", "x", "y")

    def _draw_surface(self, axes):
        low, high, bottom, top = self.shows["surface"]
        w, b = np.linspace(low, high, FACETS), np.linspace(bottom, top, FACETS)
        heights = np.nan_to_num(self.heights(self.surface(*np.meshgrid(w, b))))
        levels = heights.min() + (np.ptp(heights) or 1.0) * np.linspace(0, 1, LEVELS)
        axes.contourf(w, b, heights, levels=levels, cmap=SURFACE)
        axes.plot(self.w, self.b, color="black", linewidth=3)
        axes.plot(self.w, self.b, color="white", linewidth=1.2)
        self._mark(axes, self.w, self.b)
        self._finish(axes, "surface", *self.names[:2])

    def _draw_loss(self, axes):
        at = np.arange(len(self.powers))
        axes.plot(at, self.powers, color="black", linewidth=1.2)
        self._mark(axes, at, self.powers)
        self._finish(axes, "loss", self.names[2], "total loss")

    def _mark(self, axes, x, y):
        for (_, color, _, shape, width), chosen in self._parts():
            axes.plot(x[chosen], y[chosen], shape, color=color, markeredgecolor="black", markersize=4 + 2 * width)

    def _finish(self, axes, name, x_label, y_label):
        left, right, bottom, top = self.shows[name]
        whole = name == "loss"  # epochs, and powers of ten
        # Ticks, and where title and labels stand, are said: looking for places takes longer than all else.
        x, y = _round_numbers(left, right, whole), _round_numbers(bottom, top, whole)
        axes.set_xticks(x, [f"{number:g}" for number in x])
        axes.set_yticks(y, [_power(number) if whole else f"{number:g}" for number in y])
        axes.set(xlim=(left, right), ylim=(bottom, top), xlabel=x_label, ylabel=y_label)
        axes.set_title(self.titles[name], fontsize=10, y=1.0)
        axes.xaxis.set_label_coords(0.5, -26 / BOXES[name][3])
        axes.yaxis.set_label_coords(-46 / BOXES[name][2], 0.5)


def _round_numbers(low, high, whole):
    """A few round numbers between two."""
    numbers = MaxNLocator(5, steps=[1, 2, 5, 10], integer=whole).tick_values(low, high)
    return [number for number in numbers if low <= number <= high]


def _power(exponent):
    """A power of ten, short."""
    return f"{10.0**exponent:g}" if -4 < exponent < 5 else f"1e{exponent:g}"
