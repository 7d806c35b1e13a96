"""What of a curve could be seen: the colours in which it is drawn, if it is, and those of what is behind it.

Where this cannot tell, it says nothing, and the curve counts as seen.
"""

from __future__ import annotations

import sys

NO_MARKER = ("", " ", "none", "None")
MOST = 12  # colours of what is behind


def inks(artist, x, y, axes) -> list[str] | None:
    """The colours that a curve puts into its axes, as "#rrggbbaa": faint where it is thin; None if nobody can tell.

    A hidden artist has none, nor has one that is outside of what its axes show.

    Args:
        x, y: the numbers of the curve.
    """
    try:
        artist = next(iter(getattr(artist, "patches", ())), artist)  # bars are alike
        if not all(part.get_visible() for part in (artist, axes, axes.figure)):
            return []
        if artist.get_path_effects():
            return None
        found = _of_line(artist) if hasattr(artist, "get_marker") else _of_shape(artist)
        return found if not found or _in_view(artist, x, y, axes) else []
    except Exception:
        return None


def backgrounds(axes, figure) -> list[str]:
    """The colours that may be behind the curves of an axes, as "#rrggbb"; "" for a picture; none if nobody can tell."""
    try:
        paper = _over((1.0, 1.0, 1.0), figure.patch)
        there = [other for other in (axes, *figure.get_axes()) if _drawn_below(other, axes)]
        grounds = [_over(paper, other.patch) for other in there] or [paper]
        if not axes.axison:
            grounds.append(paper)
        pictures = [*axes.images, *(c for c in axes.collections if c.get_array() is not None)]
        fills = [p for p in axes.patches if _covers_half(p, axes)]
        fills += [c for c in axes.collections if type(c).__name__ in ("PolyCollection", "FillBetweenPolyCollection")]
        grounds += [_blend(grounds[0], color) for fill in fills for color in _faces(fill)]
        return [_hex(ground)[:7] for ground in grounds[:MOST]] + [""] * bool(pictures)
    except Exception:
        return []


def _of_line(line) -> list[str]:
    drawn = []
    if str(line.get_linestyle()) not in NO_MARKER and _has_dashes(line):
        drawn.append((line.get_color(), line.get_linewidth()))
    if str(line.get_marker()) not in NO_MARKER and line.get_markersize() > 0:
        drawn.append((line.get_markerfacecolor(), line.get_markersize()))
        drawn.append((line.get_markeredgecolor(), line.get_markeredgewidth()))
    return [found for color, width in drawn if (found := _ink(color, width, line.get_alpha()))]


def _has_dashes(line) -> bool:
    dashes = getattr(line, "_dash_pattern", (0, None))[1]
    return dashes is None or any(dashes[::2]) or line.get_dash_capstyle() != "butt"


def _of_shape(artist) -> list[str] | None:
    """The colours of points, lines, areas or bars."""
    numpy = sys.modules["numpy"]
    if getattr(artist, "get_array", lambda: None)() is not None:
        return None  # its colours are computed when it is drawn
    size = max(artist.get_sizes(), default=0.0) ** 0.5 if hasattr(artist, "get_sizes") else 1.0
    if isinstance(artist, sys.modules["matplotlib.collections"].PolyCollection):
        size = 1.0  # that of an area is no width
    if not size:
        return []
    faces = artist.get_facecolor() if getattr(artist, "fill", True) else []
    width = max(numpy.atleast_1d(artist.get_linewidth()), default=0.0)
    drawn = [(color, size) for color in numpy.reshape(faces, (-1, 4))]
    drawn += [(color, width) for color in numpy.reshape(artist.get_edgecolor(), (-1, 4))]
    return list(dict.fromkeys(found for color, width in drawn[:200] if (found := _ink(color, width, None))))[:MOST]


def _ink(color, width: float, alpha: float | None) -> str:
    """A colour as strong as it gets on paper: what is thinner than a point covers only a part of it."""
    if isinstance(color, str) and color.lower() == "none":
        return ""
    red, green, blue, strength = sys.modules["matplotlib.colors"].to_rgba(color, alpha)
    return _hex((red, green, blue, strength * min(1.0, max(0.0, float(width)))))


def _in_view(artist, x, y, axes) -> bool:
    """Whether a part of a curve may be inside of what its axes show."""
    numpy = sys.modules["numpy"]
    if axes.name == "3d" or not artist.get_clip_on():
        return True
    _ = axes.viewLim  # brings the limits up to date
    data = numpy.column_stack((numpy.asarray(x, dtype=float), numpy.asarray(y, dtype=float)))
    if any("log" in axis.get_scale() and (data[:, n] <= 0).any() for n, axis in enumerate((axes.xaxis, axes.yaxis))):
        return True  # such a scale has no place for these numbers: that they are wrong is said elsewhere
    points = _transform(artist).transform(data)
    box = artist.get_clip_box() or axes.bbox
    points = points[numpy.isfinite(points).all(axis=1)]
    low, high = numpy.minimum(points[:-1], points[1:]), numpy.maximum(points[:-1], points[1:])
    if len(points) == 1:
        low = high = points
    return bool(((high >= box.min - 1) & (low <= box.max + 1)).all(axis=1).any())


def _transform(artist):
    """What puts the numbers of a curve on the page; that of a shape is another than that of its own outline."""
    if isinstance(artist, sys.modules["matplotlib.collections"].PathCollection):
        return artist.get_offset_transform()
    return getattr(artist, "get_data_transform", artist.get_transform)()


def _drawn_below(other, axes) -> bool:
    """Whether the patch of an axes is what is behind another one: its own, or that of a twin."""
    if not (other.patch.get_visible() and other.get_frame_on()):
        return False
    return other is axes or (not axes.patch.get_visible() and other.get_position().bounds == axes.get_position().bounds)


def _covers_half(patch, axes) -> bool:
    extent, box = patch.get_window_extent(), axes.bbox
    width = min(extent.x1, box.x1) - max(extent.x0, box.x0)
    height = min(extent.y1, box.y1) - max(extent.y0, box.y0)
    return patch.get_visible() and width > 0 and height > 0 and 2 * width * height >= box.width * box.height


def _faces(artist) -> list:
    faces = artist.get_facecolor()
    return list(faces[:3]) if getattr(faces, "ndim", 1) == 2 else [faces]


def _over(paper, patch):
    return _blend(paper, patch.get_facecolor()) if patch.get_visible() else paper


def _blend(paper, color):
    *color, alpha = color
    return tuple(alpha * c + (1 - alpha) * p for c, p in zip(color, paper, strict=True))


def _hex(color) -> str:
    return sys.modules["matplotlib.colors"].to_hex(color, keep_alpha=True)
