"""Draws boxes with axes, lines and marks into a PNG, in a tenth of the time that a matplotlib figure takes."""

import io
import math
from functools import cache
from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
import numpy as np
from PIL import Image, ImageDraw, ImageFont

FINE = 2  # boxes are drawn this many times larger, and made smaller again: so lines are smooth
INK, FRAME = "black", "#444444"


@cache
def _font(size):
    return ImageFont.truetype(Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf", size)


class Page:
    """The whole picture, of so many pixels."""

    def __init__(self, width, height):
        self.image = Image.new("RGB", (width, height), "white")
        self.draw = ImageDraw.Draw(self.image)

    def write(self, x, y, text, anchor="mm", size=13, turned=False):
        """Write a text at a pixel; the anchor is PIL's: "lm" is left and middle. A turned one runs upwards."""
        if not turned:
            self.draw.text((x, y), text, fill=INK, font=_font(size), anchor=anchor)
            return
        wide = int(_font(size).getlength(text)) + 4
        label = Image.new("RGB", (wide, size + 6), "white")
        ImageDraw.Draw(label).text((wide / 2, size / 2 + 3), text, fill=INK, font=_font(size), anchor="mm")
        self.image.paste(label.rotate(90, expand=True), (int(x - size / 2 - 3), int(y - wide / 2)))

    def png(self):
        """The picture as a file: its few colours in a palette, which makes it small."""
        file = io.BytesIO()
        few = self.image.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(file, "png", compress_level=6)
        return file.getvalue()


class Box:
    """A part of the page with axes of its own.

    Args:
        at: left, top, width and height in pixels.
        shows: the smallest and largest number of the axis below, then of the axis at the side.
    """

    def __init__(self, page, at, shows):
        self.page, self.at, self.shows = page, at, shows
        self.image = Image.new("RGB", (at[2] * FINE, at[3] * FINE), "white")
        self.draw = ImageDraw.Draw(self.image)

    def surface(self, heights, levels, colors):
        """Fill the box with the colour of the level that each height has: an array of shape (height, width)."""
        index = np.searchsorted(levels, heights).clip(0, len(colors) - 1)
        self.image.paste(Image.fromarray(np.asarray(colors, dtype=np.uint8)[index]).resize(self.image.size, 0))

    def line(self, x, y, color, width=1.5, dashed=False):
        """A line through points; nan lifts the pen."""
        points = [*zip(*self._fine(x, y), strict=True)]
        for ends in pairwise(points):
            if (ends := self._inside(*ends)) is not None:
                for piece in _dashes(*ends) if dashed else [ends]:
                    self.draw.line(piece, fill=color, width=round(width * FINE))

    def marks(self, x, y, color, shape="circle", size=5, edge=INK):
        """A mark at each point: a "circle", "square" or "diamond"."""
        size *= FINE
        for px, py in zip(*self._fine(x, y), strict=True):
            if not abs(px) + abs(py) < 1e5:
                continue
            around = {"fill": color, "outline": edge, "width": FINE if edge else 0}
            if shape == "diamond":
                self.draw.polygon([(px, py - size), (px + size, py), (px, py + size), (px - size, py)], **around)
            else:
                kind = self.draw.ellipse if shape == "circle" else self.draw.rectangle
                kind([px - size, py - size, px + size, py + size], **around)

    def finish(self, title, x_label, y_label, y_ticks=None):
        """Put the box into the page, and axes around it; ticks are pairs of a number and its text."""
        left, top, width, height = self.at
        page = self.page
        self.paste()
        page.draw.rectangle([left, top, left + width, top + height], outline=FRAME)
        for x, text in ticks(*self.shows[:2]):
            px = left + width * (x - self.shows[0]) / (self.shows[1] - self.shows[0])
            page.draw.line([px, top + height, px, top + height + 4], fill=FRAME)
            page.write(px, top + height + 6, text, "ma", 12)
        for y, text in ticks(*self.shows[2:]) if y_ticks is None else y_ticks:
            py = top + height * (self.shows[3] - y) / (self.shows[3] - self.shows[2])
            page.draw.line([left - 4, py, left, py], fill=FRAME)
            page.write(left - 7, py, text, "rm", 12)
        page.write(left + width / 2, top + height + 24, x_label, "ma")
        page.write(left - 54, top + height / 2, y_label, turned=True)
        page.write(left + width / 2, top - 8, title, "ms", 14)

    def paste(self):
        """Put the box into the page, without axes."""
        self.page.image.paste(self.image.reduce(FINE), self.at[:2])

    def _fine(self, x, y):
        x_low, x_high, y_low, y_high = self.shows
        px = (np.asarray(x, dtype=float) - x_low) * (self.image.width / (x_high - x_low))
        return px.tolist(), ((y_high - np.asarray(y, dtype=float)) * (self.image.height / (y_high - y_low))).tolist()

    def _inside(self, start, end):
        """The part of a line that is in the box or near to it; None when no part is."""
        first, last = 0.0, 1.0
        for begin, stop, size in zip(start, end, self.image.size, strict=True):
            if not math.isfinite(begin) or not math.isfinite(stop):
                return None
            low, high = -size, 2 * size
            if begin == stop:
                if not low <= begin <= high:
                    return None
                continue
            one, other = sorted(((low - begin) / (stop - begin), (high - begin) / (stop - begin)))
            first, last = max(first, one), min(last, other)
        if first > last:
            return None
        return tuple(
            tuple(begin + share * (stop - begin) for begin, stop in zip(start, end, strict=True))
            for share in (first, last)
        )


def ticks(low, high, most=6):
    """Round numbers for an axis, each with its text."""
    size = (high - low) / most
    power = 10.0 ** math.floor(math.log10(size))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= size)
    return [
        (n * step, f"{n * step:.6g}".replace("-", "−")) for n in range(math.ceil(low / step), int(high // step) + 1)
    ]


def _dashes(start, end, long=9 * FINE, gap=5 * FINE):
    """A line in pieces."""
    length = math.dist(start, end) or 1.0
    for at in range(0, int(length), long + gap):
        shares = at / length, min(1.0, (at + long) / length)
        yield tuple(tuple(a + share * (b - a) for a, b in zip(start, end, strict=True)) for share in shares)
