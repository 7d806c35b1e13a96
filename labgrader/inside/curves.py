"""The curves of one axes, as numbers: lines, steps, bars, stems, points and the edges of areas.

Each reader takes an artist and gives its curves as pairs of x and y. What has none of them (a picture, a pie) is named.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice

FEWEST = 3  # points of a segment of a `LineCollection` that is a curve of its own
MOST_SEGMENTS = 60  # curves of one `LineCollection`
MOST_PARTS = 1_000  # segments or bars that are looked at


def curves_of(axes) -> Iterator[tuple[object, int, object, object]]:
    """Each curve of an axes: its artist, which of the artist's curves it is, its x and its y; lines come first."""
    artists, bars = list(axes.get_children()), {}
    apart = _parts_of_containers(axes, bars)
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
        "bars that lie on their side": [c for c in bars.values() if c.orientation == "horizontal"],
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
        (collections.PathCollection, lambda points: [points.get_offsets().T]),
        (sys.modules["matplotlib.patches"].StepPatch, _stairs),
        (collections.LineCollection, _segments),
        (collections.FillBetweenPolyCollection, _edges),
    )


def _stairs(patch) -> Iterator:
    values, edges, _ = patch.get_data()
    yield edges[:-1], values


def _bars(container) -> Iterator:
    if container.orientation == "vertical" and container.patches:
        boxes = container.patches[:MOST_PARTS]
        yield [b.get_x() + b.get_width() / 2 for b in boxes], [b.get_y() + b.get_height() for b in boxes]


def _segments(collection) -> Iterator:
    """The segments: chained to one curve where each begins at the end of the one before, or the tops of stems."""
    numpy, paths = sys.modules["numpy"], collection.get_paths()[:MOST_PARTS]
    segments = [path.vertices for path in paths if len(path.vertices)]
    if segments and all(len(s) == 2 for s in segments):
        ends = numpy.array(segments, dtype=float)
        if (ends[1:, 0] == ends[:-1, 1]).all():
            yield numpy.concatenate((ends[:1, 0], ends[:, 1])).T
        elif (ends[:, 0, 0] == ends[:, 1, 0]).all() and (ends[:, 0, 1] == ends[0, 0, 1]).all():
            yield ends[:, 1, 0], ends[:, 1, 1]
        return
    yield from (segment.T for segment in segments if len(segment) >= FEWEST)


def _edges(collection) -> Iterator:
    """The edges of an area that is filled between two curves; a level one is no curve."""
    for path in collection.get_paths():
        count = (len(path.vertices) - 3) // 2
        there, back = path.vertices[1 : count + 1], path.vertices[count + 2 : 2 * count + 2][::-1]
        for edge in (there, back):
            if len(edge) and (edge[:, 1] != edge[0, 1]).any():
                yield edge.T
