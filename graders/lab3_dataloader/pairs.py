"""Lab 3: what a Dataset gave when it was asked, by the hidden region of the graded cell, for each of its items."""

from __future__ import annotations

import math
from typing import NamedTuple

from graders.descent.reading import last_error, stopped, stopped_with
from graders.descent.settings import HUNDRED_POINTS
from labgrader import CellRun, Wrong
from labgrader.cellrun import as_number, describe
from labgrader.evidence import Array, Sequence, Str, Value
from labgrader.plaintext import plain

POINTS = HUNDRED_POINTS.points
AGAIN = (99, 42, 0)  # the items that were asked for a second time


class Pair(NamedTuple):
    """One item: two numbers, and the shape of each (() for a plain number)."""

    x: float
    y: float
    x_shape: tuple[int, ...]
    y_shape: tuple[int, ...]


def length(run: CellRun) -> int:
    """What `len(dataset)` gave.

    Raises:
        Wrong: it gave nothing, or no number.
    """
    found = asked(run, "asked_length")
    number = as_number(found)
    if number is None or not math.isfinite(number):
        raise Wrong(f"`len(dataset)` gives {describe(found)}, and should give a number.")
    return int(number)


def pairs(run: CellRun, name: str = "asked_items", count: int = POINTS) -> list[Pair]:
    """What `dataset[0]`, `dataset[1]` and so on gave.

    Raises:
        Wrong: one of them is not a pair of numbers.
    """
    _first(run)  # a hundred items that hold all the data are too much to be reported
    found = asked(run, name)
    if not isinstance(found, Sequence) or len(found.items) != count:
        raise Wrong("`dataset` could not be asked for its items: is each a pair of numbers?")
    return [_pair(item) for item in found.items]


def _first(run: CellRun) -> None:
    found = asked(run, "asked_first")
    if isinstance(found, Sequence) and found.items:
        _pair(found.items[0])


def asked(run: CellRun, name: str) -> Value:
    """An answer of the Dataset.

    Raises:
        Wrong: there is none; with the likeliest reason.
    """
    run.require()
    if run.names.get("dataset") is None:
        error = last_error(run)
        reason = stopped(run) or "Make it with `dataset = Data()`."
        raise Wrong(f"There is no `dataset`. {reason}", mistake=stopped_with(error) if error else "no dataset")
    found = run.probe.get(name)
    if found is None:
        raise Wrong("`dataset` did not answer when it was asked for its length and its items.")
    if isinstance(found, Str):
        raise _raised(found.value)
    return found


def _raised(error: str) -> Wrong:
    if "has no len()" in error:
        return Wrong(
            "`len(dataset)` does not work: write a function `__len__`, with two underscores on each side, that returns "
            "the number of data points. And `dataset` should be an object, as in `dataset = Data()`.",
            mistake="no __len__",
        )
    return Wrong(
        f"Asked for its length or an item, `dataset` stopped with “{plain(error)}”.", mistake=stopped_with(error)
    )


def _pair(item: Value) -> Pair:
    if isinstance(item, Str):
        if item.value.startswith("NotImplementedError") or "not subscriptable" in item.value:
            raise Wrong(
                "`dataset[0]` does not work: write a function `__getitem__`, with two underscores on each side, that "
                "takes an index and returns one x and one y.",
                mistake="no __getitem__",
            )
        raise _raised(item.value)
    if not isinstance(item, Sequence) or item.length != 2 or len(item.items) != 2:
        if isinstance(item, Array) or as_number(item) is not None:
            raise Wrong(
                "`dataset[0]` is only one value: return the x *and* the y, as a pair.", mistake="only one value"
            )
        none = " Does `__getitem__` end with a `return`?" if item.kind == "none" else ""
        raise Wrong(
            f"`dataset[0]` should be a pair, one x and one y, and is {describe(item)}.{none}", mistake="no pair"
        )
    numbers = [as_number(part) for part in item.items]
    if None in numbers:
        whole = any(isinstance(part, Array) and math.prod(part.shape) == POINTS for part in item.items)
        if whole:
            raise Wrong(
                "`dataset[0]` holds all the data: use the index, as in `return self.x[index], self.y[index]`.",
                mistake="index not used",
            )
        raise Wrong("`dataset[0]` should be a pair of two numbers, one x and one y.", mistake="no pair of numbers")
    x, y = numbers
    return Pair(x, y, *map(_shape, item.items))


def _shape(value: Value) -> tuple[int, ...]:
    return tuple(value.shape) if isinstance(value, Array) else ()
