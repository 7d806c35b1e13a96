"""The curves of one axes, as numbers: lines, steps, bars, stems, points and the edges of areas.

Each reader takes an artist and gives its curves as pairs of x and y, as they stand on the page: a curve that lies on
its side has its numbers in x. What has none of them (a picture, a pie, areas stacked on one another) is named.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

FEWEST = 3  # points of a segment of a `LineCollection` that is a curve of its own
MOST_SEGMENTS = 60  # curves of one `LineCollection`
MOST_PARTS = 1_000  # segments or bars that are looked at


def curves_of(axes) -> Iterator[tuple[object, int, object, object]]:
    """Each curve of an axes: its artist, which of the artist's curves it is, its x and its y; lines come first."""
    artists, bars = list(axes.get_children()), {}
    apart = _parts_of_containers(axes, bars) | set(map(id, _stacked_areas(axes)))
    for kind, read in _readers():
        for artist in artists:
            if isinstance(artist, kind) and id(artist) not in apart:
                yield from _read(read, artist)
    for container in bars.values():
        yield from _read(_bars, container)


def _read(read, artist) -> Iterator[tuple[object, int, object, object]]:
    """The curves of one artist; one that cannot be read hides no other, and has no numbers: so it is left out."""
    try:
        found = list(islice(read(artist), MOST_SEGMENTS))
    except Exception:
        found = [(None, None)]
    for number, (x, y) in enumerate(found):
        yield artist, number, x, y


def unread(axes) -> list[str]:
    """What an axes shows that is no curve, in words; helping lines, arrows and texts are not named."""
    bars: dict[int, object] = {}
    apart = _parts_of_containers(axes, bars)
    patches = sys.modules["matplotlib.patches"]
    helping = (patches.StepPatch, patches.FancyArrowPatch, patches.Rectangle)
    shapes = [p for p in axes.patches if id(p) not in apart and not isinstance(p, helping)]
    collections = [c for c in axes.collections if not isinstance(c, tuple(kind for kind, _ in _readers()))]
    words = {
        "a picture": axes.images,
        "bars stacked on one another": [container for container in bars.values() if _is_stacked(container)],
        "areas stacked on one another": _stacked_areas(axes),
        "areas or surfaces": collections,
        "shapes": shapes,
    }
    return [word for word, there in words.items() if there]


def _parts_of_containers(axes, bars: dict[int, object]) -> set[int]:
    """The parts of bars and of error bars, which are no curves of their own; the bars are put into `bars`."""
    container = sys.modules["matplotlib.container"]
    parts: set[int] = set()
    for found in axes.containers:
        if isinstance(found, container.BarContainer):
            bars[id(found)] = found
            parts |= set(map(id, found.patches))
        elif isinstance(found, container.ErrorbarContainer):
            parts |= {id(part) for parts in tuple(found)[1:] for part in parts}
    return parts


def _readers() -> tuple:
    """Pairs of a kind of artists and what reads their curves."""
    lines, collections = sys.modules["matplotlib.lines"], sys.modules["matplotlib.collections"]
    return (
        (lines.Line2D, lambda line: [line.get_data(orig=False)]),
        (collections.PathCollection, _points),
        (sys.modules["matplotlib.patches"].StepPatch, _stairs),
        (collections.LineCollection, _segments),
        (collections.FillBetweenPolyCollection, _edges),
    )


def _stairs(patch) -> Iterator:
    values, edges, _ = patch.get_data()
    yield (edges[:-1], values) if patch.orientation == "vertical" else (values, edges[:-1])


def _points(collection) -> Iterator:
    """The points; those of each colour are a curve of their own."""
    points, colors = collection.get_offsets(), faces(collection)
    if len(colors) > 1:
        own = sys.modules["numpy"].asarray(collection.get_facecolor())
        yield from (points[(own == color).all(axis=1)].T for color in colors)
    else:
        yield points.T


def faces(collection) -> list:
    """The colours of points, each once, where each point has one."""
    colors = collection.get_facecolor()
    if collection.get_array() is not None or len(colors) != len(collection.get_offsets()):
        return []  # those of a colour map are computed when it is drawn
    return list(dict.fromkeys(map(tuple, colors[:MOST_PARTS].tolist())))


def _bars(container) -> Iterator:
    boxes = container.patches[:MOST_PARTS]
    if not boxes or _is_stacked(container):
        return
    x, y, width, height = zip(*((b.get_x(), b.get_y(), b.get_width(), b.get_height()) for b in boxes), strict=True)
    if container.orientation == "vertical":
        yield [a + w / 2 for a, w in zip(x, width, strict=True)], [a + h for a, h in zip(y, height, strict=True)]
    else:
        yield [a + w for a, w in zip(x, width, strict=True)], [a + h / 2 for a, h in zip(y, height, strict=True)]


def _is_stacked(container) -> bool:
    """Whether bars stand on others: each begins where another one ends."""
    upright = container.orientation == "vertical"
    with suppress(Exception):  # it is no bar
        return len({b.get_y() if upright else b.get_x() for b in container.patches[:MOST_PARTS]}) > 1
    return False


def _segments(collection) -> Iterator:
    """The segments: chained to one curve where each begins at the end of the one before, or the tips of stems."""
    numpy, paths = sys.modules["numpy"], collection.get_paths()[:MOST_PARTS]
    segments = [path.vertices for path in paths if len(path.vertices)]
    if segments and all(len(s) == 2 for s in segments):
        ends = numpy.array(segments, dtype=float)
        begins, tips = ends[:, 0], ends[:, 1]
        if (begins[1:] == tips[:-1]).all():
            yield numpy.concatenate((begins[:1], tips)).T
        elif any((begins[:, n] == tips[:, n]).all() and _is_level(begins[:, 1 - n]) for n in (0, 1)):
            yield tips.T
        return
    yield from (segment.T for segment in segments if len(segment) >= FEWEST)


def _edges(collection) -> Iterator:
    """The edges of an area that is filled between two curves; a level one is no curve."""
    upright = collection.t_direction == "x"
    for path in collection.get_paths():
        count = (len(path.vertices) - 3) // 2
        there, back = path.vertices[1 : count + 1], path.vertices[count + 2 : 2 * count + 2][::-1]
        yield from (edge.T for edge in (there, back) if not _is_level(edge[:, 1 if upright else 0]))


def _is_level(values) -> bool:
    return not len(values) or bool((values == values[0]).all())


def _stacked_areas(axes) -> list:
    """The areas that stand on another one: both edges are curves, and one is an edge of another area."""
    kind = sys.modules["matplotlib.collections"].FillBetweenPolyCollection
    areas = [collection for collection in axes.collections if isinstance(collection, kind)][:MOST_PARTS]
    if len(areas) < 2:
        return []
    found = [_read(_edges, area) for area in areas]
    edges = [{(x.tobytes(), y.tobytes()) for _, _, x, y in of_one if y is not None} for of_one in found]
    number = Counter(edge for of_one in edges for edge in of_one)
    return [area for area, own in zip(areas, edges, strict=True) if len(own) > 1 and any(number[e] > 1 for e in own)]
