"""Changes of evidence that leave an answer what it is, drawn by Hypothesis."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
from evidence_cases import Draw
from hypothesis import strategies as st

from labgrader.cellrun import as_number, as_numbers
from labgrader.evidence import (
    Array,
    Axes,
    Bool,
    CellEvidence,
    Epoch,
    Figure,
    Float,
    Int,
    LegendEntry,
    Line,
    Loader,
    Module,
    Note,
    Nothing,
    Sequence,
    Str,
    Value,
)
from labgrader.lab import Lab

numbers = st.floats(width=32)
texts = st.one_of(st.text(max_size=20), st.sampled_from(["epoch", "total loss", "batch size 10", "SGD", "true line"]))


def with_evidence(cell: CellEvidence, **update: Any) -> CellEvidence:
    """The cell with other names, figures or passes."""
    return cell.model_copy(update={"evidence": cell.evidence.model_copy(update=update)})


def with_names(cell: CellEvidence, names: Mapping[str, Value]) -> CellEvidence:
    """The cell with these names alone."""
    return with_evidence(cell, names=dict(names))


# Values, in another box.


def _whole(number: float) -> bool:
    return number.is_integer() and abs(number) < 2**53


def as_float(number: float) -> Value:
    return Float(kind="float", value=number)


def _int(number: float) -> Value:
    return Int(kind="int", value=int(number)) if _whole(number) else as_float(number)


def _array(values: list[float], kind: str, shape: list[int], single: bool, grad: bool) -> Array:
    """An array, in float32 or float64, or a tensor, which may have a gradient."""
    dtype = "float32" if single else "float64"
    held = np.array(values, np.float32).astype(float).tolist() if single else values
    more = {"requires_grad": True, "grad": [0.0] * len(values)} if grad and kind == "tensor" else {}
    return Array(kind=kind, shape=shape, dtype=dtype, values=held, **more)


@st.composite
def boxes(draw: Draw) -> Callable[[float], Value]:
    """A way to keep one number: Python's own, numpy's, or a tensor."""
    if draw(st.booleans()):
        return draw(st.sampled_from([as_float, _int]))
    kind, shape = draw(st.sampled_from(["array", "tensor"])), draw(st.sampled_from([[], [1], [1, 1]]))
    single, grad = draw(st.booleans()), draw(st.booleans())
    return lambda number: _array([number], kind, shape, single, grad)


def kept_otherwise(draw: Draw, value: Value) -> Value:
    """The same number or numbers, in another type or container; anything else as it is."""
    number, several = as_number(value), as_numbers(value)
    if number is not None:
        return value if isinstance(value, Array) else draw(boxes())(number)
    if not several:
        return value
    kind = draw(st.sampled_from(["list", "tuple", "array", "tensor"]))
    if kind in ("list", "tuple"):
        return Sequence(kind=kind, length=len(several), items=list(map(draw(boxes()), several)))
    shape = draw(st.sampled_from([[len(several)], [len(several), 1], [1, len(several)]]))
    return _array(several, kind, shape, draw(st.booleans()), draw(st.booleans()))


def lists_for_tuples(value: Value) -> Value:
    """Lists for tuples and tuples for lists, however deep."""
    if not isinstance(value, Sequence):
        return value
    kind = "tuple" if value.kind == "list" else "list"
    return value.model_copy(update={"kind": kind, "items": list(map(lists_for_tuples, value.items))})


# What else a notebook may hold.


@st.composite
def values(draw: Draw) -> Value:
    """Any value that evidence may show."""
    found = draw(st.lists(numbers, max_size=12))
    shown = [
        Bool(kind="bool", value=draw(st.booleans())),
        Int(kind="int", value=draw(st.integers(-1000, 1000))),
        Float(kind="float", value=draw(numbers)),
        Str(kind="str", value=draw(texts)),
        Nothing(kind="none"),
        Sequence(kind="list", length=len(found), items=list(map(as_float, found))),
        Sequence(kind="tuple", length=10_000, items=list(map(as_float, found))),
        _array(found, "tensor", [len(found)], True, draw(st.booleans())),
        Module(kind="module", type="Linear", parameters={"weight": _array([1.0], "tensor", [1, 1], True, True)}),
        Loader(kind="loader", number=7, batch_size=4, length=15, dataset_length=60),
        Note(kind="note", type="Cat", why="not a kind of value that is reported"),
    ]
    return draw(st.sampled_from(shown))


def other_names(lab: Lab) -> st.SearchStrategy[dict[str, Value]]:
    """Names of the student's own, which stand nowhere in the lab, and their values."""
    own = st.from_regex(r"[a-z]{1,6}(_[a-z0-9]{1,4})?", fullmatch=True).filter(lambda name: name not in _known(lab))
    return st.dictionaries(own, values(), min_size=1, max_size=4)


@cache
def _known(lab: Lab) -> frozenset[str]:
    """Every name in the code of a lab."""
    sources = [cell.source for cell in lab.source.cells if cell.cell_type == "code"]
    nodes = [node for source in sources for node in ast.walk(ast.parse(source))]
    return frozenset(getattr(node, "id", getattr(node, "name", getattr(node, "arg", ""))) for node in nodes)


@st.composite
def _lines(draw: Draw) -> Line:
    y = draw(st.lists(numbers, max_size=12))
    x = [float(n) for n in range(len(y))]
    return Line(x=x, y=y, label=draw(texts), style="-", color=draw(st.sampled_from(["#1f77b4ff", ""])), marker="None")


@st.composite
def _axes(draw: Draw) -> Axes:
    lines = draw(st.lists(_lines(), max_size=3))
    rows = [LegendEntry(text=line.label, style=line.style, color=line.color, marker=line.marker) for line in lines]
    legend = rows if draw(st.booleans()) else None
    words = {name: draw(texts) for name in ("title", "xlabel", "ylabel")}
    return Axes(**words, xscale="linear", yscale="log", lines=lines, legend=legend, texts=[])


@st.composite
def other_figures(draw: Draw) -> list[Figure]:
    """Figures of something else; one may have been left empty."""
    graphs = draw(st.lists(st.lists(_axes(), max_size=2), min_size=1, max_size=2))
    return [Figure(cell=1, number=1, title=draw(texts), axes=axes) for axes in graphs]


@st.composite
def other_passes(draw: Draw) -> list[Epoch]:
    """Passes over a loader that trained nothing: none of its batches was taken, or it is one of other data."""
    batches = st.one_of(st.just([]), st.just([[]]), st.lists(st.just([1000, 1001]), max_size=3))
    number, times = draw(st.sampled_from([1, 99])), draw(st.integers(1, 4))
    return [Epoch(cell=1, loader=number, batch_size=2, batches=draw(batches)) for _ in range(times)]


# The cells in which it stands.


def placed(draw: Draw, cell: CellEvidence, answer: str) -> CellEvidence:
    """The same figures and passes, made by other cells: one, or several, the answer cell or the student's own."""
    count = draw(st.integers(1, 5))
    cells = sorted(draw(st.sets(st.integers(1, 40), min_size=count, max_size=count)))

    def moved(made: list) -> list:
        at = sorted(draw(st.lists(st.sampled_from(cells), min_size=len(made), max_size=len(made))))
        return [one.model_copy(update={"cell": number}) for one, number in zip(made, at, strict=True)]

    owners = {number: draw(st.sampled_from(["", answer])) for number in cells}
    given = draw(st.lists(st.integers(41, 60), max_size=3))
    found = cell.model_copy(update={"owners": owners | dict.fromkeys(given, "given"), "given": given})
    return with_evidence(found, figures=moved(cell.evidence.figures), epochs=moved(cell.evidence.epochs))


def numbered(figures: list[Figure]) -> list[Figure]:
    """Figures with the numbers that they have when they are made in this order."""
    return [figure.model_copy(update={"number": number}) for number, figure in enumerate(figures, 1)]
