"""One training run as a picture that a notebook can step through and play.

At the left the data and the lines that training went through, at the right the same lines as points of the error
surface, below the total loss of each. The picture is drawn once; what moves is laid over it by a few lines of
JavaScript. Where scripts do not run, the picture shows the whole run.

It is drawn pixel by pixel: a figure of matplotlib's, whose axes find a place for everything, takes three times as long.
"""

import base64
import functools
import io
import json
import zlib
from pathlib import Path

import numpy as np
from IPython import get_ipython
from matplotlib import colormaps, font_manager
from matplotlib import pyplot as plt
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import Bbox
from PIL import Image, ImageDraw, ImageFont

# Okabe and Ito's colours, and the map "cividis", can be told apart by colour-blind people too.
DATA, START, END, BETWEEN, SURFACE = "black", "#D55E00", "#56B4E9", "#8C8C8C", "cividis"
WIDTH, HEIGHT, DPI = 960, 580, 100  # pixels: as wide as a notebook
BOXES = {"data": (66, 26, 386, 270), "surface": (560, 26, 386, 270), "loss": (66, 370, 880, 140)}
TITLES = {
    "data": "Data space: each {w} and {b} is a line",
    "surface": "Parameter space: dark is a small loss",
    "loss": "Total loss after each {step}",
}
MARKED = 11  # points of a path with a dot and a line of their own: with ten epochs, the start and each epoch
LEVELS = 15  # of the surface
POINTS = {"linestyle": "none", "marker": ".", "color": DATA, "markersize": 4}
TEXT = 14  # pixels
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
        paper = np.full((HEIGHT, WIDTH, 4), 255, dtype=np.uint8)
        left, top, width, height = BOXES["surface"]
        paper[top : top + height, left : left + width] = self._surface_colors(width, height)
        pen = RendererAgg(WIDTH, HEIGHT, DPI)
        pen.draw_image(pen.new_gc(), 0, 0, paper[::-1])
        self._draw_lines(pen)
        names = self._draw_names(pen)
        picture = Image.fromarray(np.asarray(pen.buffer_rgba())).convert("RGB")
        ink = ImageDraw.Draw(picture)
        for place, text in names:
            ink.text(place, text, "black", _font(), "lm")
        for name in BOXES:
            self._write_around(picture, ink, name)
        file = io.BytesIO()
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

    def _surface_colors(self, width, height):
        """The colour of each pixel of the surface, shape (height, width, 4): that of the level which it is on."""
        low, high, bottom, top = self.shows["surface"]
        w, b = _middles(low, high, width), _middles(top, bottom, height)
        heights = np.nan_to_num(self.heights(self.surface(*np.meshgrid(w, b))))
        bands = LEVELS - 1
        share = (heights - heights.min()) / (np.ptp(heights) or 1.0)
        return colormaps[SURFACE](_middles(0, 1, bands), bytes=True)[np.minimum(bands * share, bands - 1).astype(int)]

    def _looks(self):
        """The points with a mark and a line: what they are called, which they are, and the looks of line and mark."""
        kinds = ("start", START, "--", "s", 2.5), ("on the way", BETWEEN, "-", "o", 1), ("end", END, "-", "D", 2.5)
        marked = self.marked[:1], self.marked[1:-1], self.marked[1:][-1:]
        for (label, color, style, shape, width), chosen in zip(kinds, marked, strict=True):
            line = {"linestyle": style, "color": color, "linewidth": width}
            mark = {"linestyle": "none", "marker": shape, "color": color, "markersize": 4 + 2 * width}
            yield label, chosen, line, mark | {"markeredgecolor": "black"}

    def _draw_lines(self, pen):
        ends = np.array([self.x.min(), self.x.max(), np.nan])  # nan lifts the pen between two lines
        for _, chosen, line, _ in self._looks():
            lines = np.multiply.outer(self.w[chosen], ends) + self.b[chosen, None]
            self._draw(pen, "data", np.tile(ends, len(chosen)), lines.reshape(-1), **line)
        self._draw(pen, "data", self.x, self.y, **POINTS)
        at = np.arange(len(self.powers))
        self._draw(pen, "surface", self.w, self.b, color="black", linewidth=3)
        self._draw(pen, "surface", self.w, self.b, color="white", linewidth=1.2)
        self._draw(pen, "loss", at, self.powers, color="black", linewidth=1.2)
        for _, chosen, _, mark in self._looks():
            self._draw(pen, "surface", self.w[chosen], self.b[chosen], **mark)
            self._draw(pen, "loss", at[chosen], self.powers[chosen], **mark)

    def _draw_names(self, pen):
        """Draw a sample of each kind of line, below all; gives what it is called, and where that is to be written."""
        names, left, y = [], BOXES["data"][0], HEIGHT - 15
        for label, look in [*((label, line) for label, _, line, _ in self._looks()), ("data", POINTS)]:
            places = [left + 14] if look is POINTS else [left, left + 28]
            Line2D(places, [HEIGHT - y] * len(places), **look).draw(pen)
            names.append(((left + 38, y), label))
            left += 66 + _font().getlength(label)
        return names

    def _draw(self, pen, name, x, y, **looks):
        """Draw a curve or points in a box, and nothing of it outside."""
        (left, top, width, height), columns, rows = BOXES[name], *self._places(name, x, y)
        line = Line2D(columns, HEIGHT - rows, **looks)  # matplotlib's pixels are counted from below
        line.set_clip_box(Bbox.from_bounds(left, HEIGHT - top - height, width, height))
        line.draw(pen)

    def _places(self, name, x, y):
        """Where in the picture numbers of a box stand: columns and rows of pixels."""
        (left, top, width, height), (low, high, bottom, up) = BOXES[name], self.shows[name]
        return left + width * (x - low) / (high - low), top + height * (up - y) / (up - bottom)

    def _write_around(self, picture, ink, name):
        """Write what stands around a box: its title, its frame with ticks and numbers, and what its axes show."""
        (left, top, width, height), (low, high, bottom, up) = BOXES[name], self.shows[name]
        whole = name == "loss"  # epochs, and powers of ten
        w, b, step = self.names
        below, beside = {"data": ("x", "y"), "surface": (w, b), "loss": (step, "total loss")}[name]
        ink.rectangle((left, top, left + width, top + height), outline="black")
        ink.text((left + width / 2, top - 9), self.titles[name], "black", _font(), "ms")
        ink.text((left + width / 2, top + height + 25), below, "black", _font(), "ma")
        _write_upwards(picture, (left - 59, top + height / 2), beside)
        for number in _round_numbers(low, high, whole):
            column, _ = self._places(name, number, bottom)
            ink.line((column, top + height, column, top + height + 5), "black")
            ink.text((column, top + height + 8), f"{number:g}", "black", _font(), "ma")
        for number in _round_numbers(bottom, up, whole):
            _, row = self._places(name, low, number)
            ink.line((left - 5, row, left, row), "black")
            ink.text((left - 8, row), _power(number) if whole else f"{number:g}", "black", _font(), "rm")


@functools.cache
def _font():
    return ImageFont.truetype(font_manager.findfont("DejaVu Sans"), TEXT)


def _write_upwards(picture, middle, text):
    """Write a text from below upwards, around its middle."""
    _, _, width, height = _font().getbbox(text)
    turned = Image.new("L", (width, height + 2), 255)
    ImageDraw.Draw(turned).text((0, 0), text, 0, _font())
    turned = turned.transpose(Image.Transpose.ROTATE_90)
    picture.paste(turned, (round(middle[0] - turned.width / 2), round(middle[1] - turned.height / 2)))


def _middles(low, high, count):
    """The middles of so many equal parts between two numbers."""
    return low + (high - low) * (np.arange(count) + 0.5) / count


def _round_numbers(low, high, whole):
    """A few round numbers between two."""
    numbers = MaxNLocator(5, steps=[1, 2, 5, 10], integer=whole).tick_values(low, high)
    return [number for number in numbers if low <= number <= high]


def _power(exponent):
    """A power of ten, short."""
    return f"{10.0**exponent:g}" if -4 < exponent < 5 else f"1e{exponent:g}"
