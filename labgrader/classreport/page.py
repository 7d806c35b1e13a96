"""The page: one HTML file that needs no network and no script."""

from __future__ import annotations

from datetime import datetime

import jinja2

from labgrader.classreport.summary import Bar, Summary, steps
from labgrader.report import with_code

# The drawing of the distribution, in its own units: it is scaled to the width of the page.
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 720, 256, 44, 34, 46


def render(summary: Summary, *, anonymous: bool, when: datetime) -> str:
    """The page of a class."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("labgrader"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "code": with_code,
        "points": _points,
        "percent": _percent,
        "duration": _duration,
        "seconds": _seconds,
    }
    template = environment.get_template("classreport.html.j2")
    return template.render(summary=summary, anonymous=anonymous, when=when, plot=_plot(summary.bars), bar=_bar)


def _points(points: float) -> str:
    return f"{round(points, 2):g}"


def _percent(rate: float | None) -> str:
    """A share in whole percent; 0 and 100 are kept for none and all."""
    if rate is None:
        return "–"
    rounded = round(100 * rate)
    if rounded in (0, 100) and rate not in (0.0, 1.0):
        return "< 1 %" if rounded == 0 else "> 99 %"
    return f"{rounded} %"


def _duration(seconds: float) -> str:
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            number = int(seconds // length)
            return f"{number} {unit}{'s' if number > 1 else ''}"
    return "less than a minute"


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"


def _bar(bar: Bar) -> str:
    """The points that a bar stands for, in words."""
    return f"{_points(bar.low)} to under {_points(bar.high)}" if bar.low < bar.high else _points(bar.low)


def _plot(bars: list[Bar]) -> dict[str, object]:
    """Where each bar, number and line of the distribution stands."""
    highest = max((bar.count for bar in bars), default=0) or 1
    step = next(step for step in steps() if highest / step <= 5)
    top = step * -(-highest // step)
    room, floor = HEIGHT - TOP - BOTTOM, HEIGHT - BOTTOM
    wide = (WIDTH - LEFT) / max(len(bars), 1)
    every = -(-len(bars) // 12)  # numbers that fit below the bars
    drawn = [
        {
            "x": round(LEFT + number * wide + 2, 1),
            "y": round(floor - room * bar.count / top, 1),
            "width": round(wide - 4, 1),
            "height": round(room * bar.count / top, 1),
            "middle": round(LEFT + (number + 0.5) * wide, 1),
            "low": _points(bar.low) if number % every == 0 or number == len(bars) - 1 else "",
            "count": bar.count,
        }
        for number, bar in enumerate(bars)
    ]
    lines = [(n, round(floor - room * n / top, 1)) for n in range(0, top + 1, step)]
    return {"bars": drawn, "lines": lines, "width": WIDTH, "height": HEIGHT, "left": LEFT, "floor": floor}
