"""A small plot of lists of numbers as SVG: the student's losses beside those that they should be, or look like.

It is read by people who do not see colours, or do not see at all: each curve has a dash pattern and a marker of its
own, and the page has the numbers in a table.
"""

from __future__ import annotations

import math

from markupsafe import Markup, escape

from labgrader.verdict import Curve, Plot

WIDTH, HEIGHT = 460, 250
LEFT, RIGHT, TOP, BOTTOM = 66, 12, 12, 42
# Okabe and Ito's colours, the first darkened for contrast. The student's own curve is broad, the others lie on it.
LOOKS = (
    ("#B34A00", 7, "", "circle"),
    ("#0072B2", 2.5, "", "square"),
    ("#000000", 2, "7 5", "cross"),
    ("#009E73", 2, "2 4", "square"),
    ("#CC79A7", 2, "9 3 2 3", "cross"),
)
FEW = 30  # points of a curve that get a marker each
LOGARITHMIC = 30.0  # the axis is, when the largest number is so many times the smallest
FAR = 1e30
LEAST = 1e-300  # a power of ten much below it is zero, which has no place on a logarithmic axis


def picture(plot: Plot) -> Markup:
    """The curves over their positions; "" when there is nothing to draw."""
    curves = plot.curves
    shown = [v for curve in curves for v in curve.values if v is not None and abs(v) < FAR]
    if not shown:
        return Markup("")
    positive = [v for v in shown if v >= LEAST]
    log = len(positive) == len(shown) and max(positive) > LOGARITHMIC * min(positive)
    scale = _Scale(shown, log, max(len(curve.values) for curve in curves))
    parts = scale.axes(plot.x, f"{plot.y} (logarithmic)" if log else plot.y)
    parts += [_curve(curve, look, scale) for curve, look in zip(curves, LOOKS, strict=False)]
    names = "; ".join(curve.name for curve in curves)
    return Markup(
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(plot.y)} by {escape(plot.x)}: '
        f'{escape(names)}. The numbers stand in the table below.">{"".join(parts)}</svg>'
    )


def key(index: int) -> Markup:
    """The look of a curve, for the legend."""
    color, width, dash, marker = LOOKS[index % len(LOOKS)]
    line = f'<line x1="0" y1="7" x2="34" y2="7" {_stroke(color, width, dash)}/>'
    return Markup(
        f'<svg class="key" viewBox="0 0 34 14" aria-hidden="true">{line}{_marker(17, 7, color, marker)}</svg>'
    )


class _Scale:
    """Where a position and a number stand in the picture."""

    def __init__(self, shown: list[float], log: bool, count: int) -> None:
        self.log, self.count = log, count
        low, high = min(shown), max(shown)
        if log:
            self.low, self.high = math.floor(math.log10(low)), math.ceil(math.log10(high))
        else:
            room = 0.06 * (high - low) or abs(high) or 1.0
            self.low, self.high = low - room, high + room

    def x(self, position: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * position / max(1, self.count - 1)

    def y(self, value: float) -> float:
        height = (math.log10(value) if self.log else value) - self.low
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * height / ((self.high - self.low) or 1)

    def axes(self, x_label: str, y_label: str) -> list[str]:
        """The frame, a few labelled lines, and what the axes show."""
        parts = []
        for value, text in self._levels():
            y = self.y(value)
            parts.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#ccc"/>')
            parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{text}</text>')
        for position in range(0, self.count, max(1, math.ceil(self.count / 11))):
            x, y = self.x(position), HEIGHT - BOTTOM + 16
            parts.append(f'<text x="{x:.1f}" y="{y}" text-anchor="middle">{position}</text>')
        x, y = (LEFT + WIDTH - RIGHT) / 2, (TOP + HEIGHT - BOTTOM) / 2
        parts.append(f'<text x="{x}" y="{HEIGHT - 6}" text-anchor="middle">{escape(x_label)}</text>')
        turned = f'transform="rotate(-90 13 {y})"'
        parts.append(f'<text x="13" y="{y}" text-anchor="middle" {turned}>{escape(y_label)}</text>')
        return parts

    def _levels(self) -> list[tuple[float, str]]:
        if self.log:
            step = max(1, math.ceil((self.high - self.low) / 6))
            return [(10.0**power, _power(power)) for power in range(self.low, self.high + 1, step)]
        return [(v, f"{v:.3g}") for v in (self.low + (self.high - self.low) * part / 4 for part in range(5))]


def _power(power: int) -> str:
    """A power of ten, as a number where that is short."""
    return f"{10.0**power:g}" if -4 < power < 5 else f'10<tspan dy="-5" font-size="9">{power}</tspan>'


def _curve(curve: Curve, look: tuple, scale: _Scale) -> str:
    color, width, dash, marker = look
    points = [
        (scale.x(i), scale.y(v)) if v is not None and abs(v) < FAR and (v > 0 or not scale.log) else None
        for i, v in enumerate(curve.values)
    ]
    path, pen = [], "M"
    for point in points:
        path += [f"{pen}{point[0]:.1f} {point[1]:.1f}"] if point else []
        pen = "L" if point else "M"
    line = f'<path d="{" ".join(path)}" fill="none" stroke-linejoin="round" {_stroke(color, width, dash)}/>'
    marked = [point for point in points if point] if len(points) <= FEW else []
    return line + "".join(_marker(*point, color, marker) for point in marked)


def _stroke(color: str, width: float, dash: str) -> str:
    faint = ' stroke-opacity="0.55"' if width > 5 else ""
    return f'stroke="{color}" stroke-width="{width}"{faint}' + (f' stroke-dasharray="{dash}"' if dash else "")


def _marker(x: float, y: float, color: str, marker: str) -> str:
    if marker == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5.5" fill="{color}"/>'
    if marker == "square":
        return f'<rect x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7" fill="{color}"/>'
    return (
        f'<path d="M{x - 4:.1f} {y - 4:.1f}l8 8m-8 0l8 -8" stroke="#fff" stroke-width="4"/>'
        f'<path d="M{x - 4:.1f} {y - 4:.1f}l8 8m-8 0l8 -8" stroke="{color}" stroke-width="2"/>'
    )
