"""Whether two answers behave alike in what an exercise asks for: by what was seen of both, and not by a grader."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from labgrader.cellrun import CellRun
from labgrader.evidence import Array, Bool, CellEvidence, Float, Int, Mapping, Note, RunRecord, Str, Value
from labgrader.evidence import Sequence as Listed
from labgrader.prove.mutants.asked import Asked
from labgrader.prove.mutants.drawn import draws_alike

RELATIVE = 1e-4  # float32 and float64, and sums in another order, differ by less
ABSOLUTE = 1e-6
RUNAWAY = 0.1  # after one epoch of it, rounding has changed the loss by less
DECIMALS = 8  # to which people round

Plain = float | str | list | None


def alike(asked: Asked, own: RunRecord, right: RunRecord) -> bool:
    """Whether both runs of an answer show what those of a right one show."""
    runs = (own.released, right.released), (own.unseen, right.unseen)
    return all(_alike_in(asked, one[asked.cell], other[asked.cell]) for one, other in runs)


def _alike_in(asked: Asked, own: CellEvidence, right: CellEvidence) -> bool:
    if own.evidence is None or right.evidence is None:
        return False
    pairs = [(asked.names, own.evidence.names, right.evidence.names)]
    if asked.probes:
        if own.probe is None or right.probe is None:
            return False
        pairs.append((asked.probes, own.probe.names, right.probe.names))
    for names, mine, theirs in pairs:
        for name in names:
            if name not in mine or name not in theirs:
                return False
            values = plain(mine[name]), plain(theirs[name])
            if name in asked.shuffled:
                ordered = _items(plain(theirs[asked.in_order]))
                if not _shuffled_alike(*values, ordered):
                    return False
            elif not _same(*values, asked):
                return False
    curves = [(name, plain(right.evidence.names[name])) for name in asked.curves]
    return not curves or draws_alike(CellRun(own), CellRun(right), dict(curves), lambda a, b: _same(a, b, asked))


def plain(value: Value) -> Plain:
    """A value as numbers, texts and lists of them: how it was kept is nobody's concern."""
    match value:
        case Float() | Int() | Bool():
            return float(value.value)
        case Str():
            return value.value
        case Listed():
            cut = [float(value.length)] if value.length != len(value.items) else []  # too long to be seen whole
            return [plain(item) for item in value.items] + cut
        case Mapping():
            return sorted(([plain(k), plain(v)] for k, v in value.items), key=repr)
        case Array():
            shape = [size for size in value.shape if size != 1] if math.prod(value.shape) == 1 else list(value.shape)
            return _shaped(list(value.values), shape)
        case Note():
            return None
    return repr(value)


def _shaped(values: list, shape: list[int]) -> Plain:
    if not shape:
        return values[0] if len(values) == 1 else None
    if math.prod(shape) != len(values):
        return None
    if len(shape) == 1:
        return values
    size = math.prod(shape[1:])
    return [_shaped(values[i * size : (i + 1) * size], shape[1:]) for i in range(shape[0])]


def _same(own: Plain, right: Plain, asked: Asked) -> bool:
    """Equal up to what is free: to rounding, and to how far a training runs that runs away."""
    if own is None or right is None:
        return False
    numbers = _numbers(own), _numbers(right)
    if numbers[0] is None or numbers[1] is None:
        return isinstance(own, str) and own == right
    if _shape(own) != _shape(right):
        return False
    mine, theirs = _up_to_beyond(*numbers, asked.beyond)
    if all(_close(a, b) for a, b in zip(mine, theirs, strict=True)):
        return True
    if asked.rounded is None:
        return False
    return any(
        all(_close(a, round(b, places) if math.isfinite(b) else b) for a, b in zip(mine, theirs, strict=True))
        for places in range(asked.rounded, DECIMALS)
    )


def _close(own: float, right: float) -> bool:
    if math.isfinite(own) and math.isfinite(right):
        return math.isclose(own, right, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    return own == right or (math.isnan(own) and math.isnan(right))


def _up_to_beyond(own: list[float], right: list[float], beyond: float) -> tuple[list[float], list[float]]:
    """Both lists, with all that is beyond as infinity; the first one that is must be about as far in both."""
    if beyond == math.inf:
        return own, right
    first = next((i for i, n in enumerate(right) if not n < beyond), len(right))
    if first < len(right) and not math.isclose(own[first], right[first], rel_tol=RUNAWAY):
        return [math.nan], [0.0]

    def cut(numbers: list[float]) -> list[float]:
        return numbers[:first] + [math.inf if not n < beyond else 0.0 for n in numbers[first:]]

    return cut(own), cut(right)


def _numbers(value: Plain) -> list[float] | None:
    """All numbers of nested lists, or None when there is something else among them."""
    if isinstance(value, list):
        parts = [_numbers(item) for item in value]
        return None if None in parts else list(chain.from_iterable(parts))
    return [value] if isinstance(value, float) else None


def _shape(value: Plain) -> Plain:
    return [_shape(item) for item in value] if isinstance(value, list) else None


def _shuffled_alike(own: Plain, right: Plain, ordered: list) -> bool:
    """Whether both are lists of batches of the same sizes with the same items, in an order that is not the given one.

    Either may also be a list of such lists, one for each time that it was asked for: each with an order of its own.
    """
    if not isinstance(own, list) or not isinstance(right, list) or _depth(own) != _depth(right):
        return False
    if _depth(right) > _BATCHES:
        orders = [_items(one) for one in own]
        return (
            len(own) == len(right)
            and all(_shuffled_alike(one, other, ordered) for one, other in zip(own, right, strict=True))
            and all(one != other for one, other in pairwise(orders))
        )
    mine, theirs = _items(own), _items(right)
    sizes = [sorted(map(len, batches)) for batches in (own, right)]
    return sizes[0] == sizes[1] and sorted(mine) == sorted(theirs) and mine != ordered


_BATCHES = 3  # a list of batches, of pairs


def _items(batches: Sequence) -> list:
    return [item for batch in batches for item in batch] if _depth(batches) == _BATCHES else []


def _depth(value: Plain) -> int:
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0


def judged(asked: Iterable[Asked], own: RunRecord, right: Iterable[RunRecord]) -> bool:
    """Whether an answer shows, in all that it is asked for, what one of the right ones shows."""
    known = list(right)
    return all(any(alike(one, own, other) for other in known) for one in asked)
