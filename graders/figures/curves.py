"""One graph of losses: which curves it draws, and whether its legend tells them apart by their right names."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from graders.descent.tolerance import close
from graders.figures.labels import read_labels
from graders.figures.seen import can_be_seen
from graders.figures.words import EPOCH_ALONE, LOSS, plain, words
from labgrader.evidence import Axes

# Bounds for what a submission may report; no honest graph comes near them.
MAX_LINES = 100
MAX_ENTRIES = 60

# A curve may be drawn of logarithms; they are compared to so much, which is the tolerance on losses.
LOG_TOLERANCE = 2e-3

# Helping lines, as at the noise floor, have two points; a curve of losses that is named has more.
FEWEST_POINTS = 3

_EPOCH, _LOSS = re.compile(words(EPOCH_ALONE)), re.compile(words(LOSS))


Names = Callable[[Iterable[str]], Mapping[str, frozenset[str]]]


def _logarithm(log: Callable[[float], float]) -> Callable[[float], float]:
    return lambda v: log(v) if 0 < v < math.inf else (math.inf if v == math.inf else math.nan)


SCALES: tuple[Callable[[float], float] | None, ...] = (
    None,
    _logarithm(math.log10),
    _logarithm(math.log),
    _logarithm(math.log2),
)


def matching(edges: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """A largest choice of one line for each method, no line twice (augmenting paths)."""
    taken: dict[int, str] = {}

    def place(method: str, tried: set[int]) -> bool:
        for line in edges[method]:
            if line not in tried:
                tried.add(line)
                if line not in taken or place(taken[line], tried):
                    taken[line] = method
                    return True
        return False

    for method in edges:
        place(method, set())
    return {method: line for line, method in taken.items()}


@dataclass(frozen=True, eq=False)
class Graph:
    """One axes of a figure, or several at one place, compared with the lists that it should draw.

    Attributes:
        names: which lists each label of a graph may name.
        left_out: how many curves of its figure are not reported.
    """

    axes: Axes
    lists: Mapping[str, tuple[float, ...]]
    names: Names = read_labels
    left_out: int = 0

    @cached_property
    def lines(self) -> list:
        """The curves that can be seen."""
        return [line for line in self.axes.lines[:MAX_LINES] if can_be_seen(line, self.axes)]

    @cached_property
    def values(self) -> list[frozenset[str]]:
        """For each line, the methods whose list it draws; with the scale that makes most lines draw one."""
        return max(
            ([self._drawn_by(line, scale) for line in self.lines] for scale in SCALES),
            key=lambda found: sum(map(bool, found)),
        )

    def _drawn_by(self, line, scale) -> frozenset[str]:
        return self._upright(line.x, line.y, scale) or self._upright(line.y, line.x, scale)

    def _upright(self, x, y, scale) -> frozenset[str]:
        """The methods whose list is drawn by y over x; the other way round, of a curve that lies on its side."""
        if len(x) != len(y) or len(y) not in map(len, self.lists.values()):
            return frozenset()
        if not all(before < after for before, after in pairwise(x)):
            return frozenset()
        return frozenset(method for method, losses in self.lists.items() if _draws(y, losses, scale))

    @cached_property
    def on_its_side(self) -> bool:
        """Whether the curves lie on their side: the epochs go up, and the losses to the right."""
        drawn = [line for line, value in zip(self.lines, self.values, strict=True) if value]
        return bool(drawn) and not any(self._upright(line.x, line.y, scale) for line in drawn for scale in SCALES)

    @cached_property
    def drawn(self) -> frozenset[str]:
        """The methods that have a curve, each its own."""
        return frozenset(matching({m: [i for i, v in enumerate(self.values) if m in v] for m in self.lists}))

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The methods whose list is drawn, and can be seen nowhere in this graph."""
        lines = [line for line in self.axes.lines[:MAX_LINES] if not can_be_seen(line, self.axes)]
        found = [self._drawn_by(line, scale) for line in lines for scale in SCALES]
        return frozenset().union(*found) - self.drawn

    @cached_property
    def texts(self) -> list[set[str]]:
        """For each line, what the legend writes beside its look."""
        found: list[set[str]] = [set() for _ in self.lines]
        for entry in (self.axes.legend or [])[:MAX_ENTRIES]:
            looks = [i for i, line in enumerate(self.lines) if _look(line) == _look(entry)]
            for i in looks or [i for i, line in enumerate(self.lines) if line.color[:7] == entry.color[:7]]:
                found[i].add(entry.text.strip())
        return found

    @cached_property
    def read(self) -> dict[str, frozenset[str]]:
        """The methods that each text of the legend may name; those of curves as long as a list are read together."""
        lengths, curves, others = set(map(len, self.lists.values())), set(), set()
        for line, texts in zip(self.lines, self.texts, strict=True):
            (curves if len(line.y) in lengths else others).update(texts)
        alone = {text: self.names([text])[text] for text in sorted(others)}
        return alone | dict(self.names(sorted(curves)))

    @cached_property
    def misnamed(self) -> list[tuple[str, frozenset[str]]]:
        """Labels on the wrong curves: the label, and the methods that its curve draws.

        A further curve, as of another step size, may have the name of a method too, when that has a curve of its own.
        """
        found = []
        for line, value, texts in zip(self.lines, self.values, self.texts, strict=True):
            for text in sorted(texts):
                methods = self.read.get(text, frozenset()) & self.lists.keys()
                further = not value and (len(line.y) < FEWEST_POINTS or methods <= self.named)
                if methods and not methods & value and not further:
                    found.append((text, value))
        return found

    @cached_property
    def look_alike(self) -> bool:
        """Whether a look in the legend stands for curves of different lists, or has two names."""
        curves = [i for i, value in enumerate(self.values) if value]
        return any(len(self.texts[i]) > 1 for i in curves) or any(
            _look(self.lines[i]) == _look(self.lines[j]) and not self.values[i] & self.values[j]
            for i in curves
            for j in curves
            if i < j and self.texts[i] and self.texts[j]
        )

    @cached_property
    def named(self) -> frozenset[str]:
        """The methods whose curve the legend names rightly, each with a name of its own."""
        edges = {
            method: [
                i
                for i, (value, texts) in enumerate(zip(self.values, self.texts, strict=True))
                if method in value and any(method in self.read.get(text, ()) for text in texts)
            ]
            for method in self.lists
        }
        return frozenset(matching(edges))

    @property
    def rightly_named(self) -> bool:
        """Whether the legend names every curve that is drawn, no curve wrongly, and no two in one look."""
        return self.named == self.drawn and not self.misnamed and not self.look_alike

    @property
    def axis_labels(self) -> bool:
        """Whether both axes have a label that says what they show: not each other's, and not a curve's name."""
        x, y = (label.strip().lower() for label in (self.axes.xlabel, self.axes.ylabel))
        if self.on_its_side:
            x, y = y, x
        curves = {text.lower() for texts in self.texts for text in texts if self.read.get(text)}
        return (
            self.have_labels
            and x != y
            and not {x, y} & curves
            and not (_is_loss(x) and not _is_loss(y))
            and not _EPOCH.fullmatch(plain(y))
        )

    @property
    def have_labels(self) -> bool:
        """Whether both axes have a label that says something."""
        return all(map(_says_something, (self.axes.xlabel, self.axes.ylabel)))


def _draws(y: Sequence[float], losses: Sequence[float], scale) -> bool:
    if len(y) != len(losses):
        return False
    if scale is None:
        return all(_both_nan(a, b) or close(a, b) for a, b in zip(y, losses, strict=True))
    return all(
        _both_nan(a, b) or a == b or abs(a - b) <= LOG_TOLERANCE for a, b in zip(y, map(scale, losses), strict=True)
    )


def _both_nan(a: float, b: float) -> bool:
    return math.isnan(a) and math.isnan(b)


def _look(artist) -> tuple[str, str, str]:
    return artist.color, *(
        "none" if part.strip().lower() in ("", "none") else part for part in (artist.style, artist.marker)
    )


def _says_something(label: str) -> bool:
    words = label.strip().strip("$").lower()
    return bool(words) and words not in ("x", "y", "x axis", "y axis", "x-axis", "y-axis", "xlabel", "ylabel")


def _is_loss(label: str) -> bool:
    return bool(_LOSS.search(plain(label)))
