"""Every way in which an answer is rewritten, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from labgrader.lab import Lab
from labgrader.prove.rewritings import layout, loops, names, whole
from labgrader.prove.rewritings.names import Cells
from labgrader.prove.rewritings.pieces import written_down


@dataclass(frozen=True)
class Rewriting:
    """A way to rewrite the cells of an answer.

    Attributes:
        name: what it does, in a few words.
        apply: gives the cells that mean the same; the same cells where it does not fit.
        stage: several are applied in the order of their stages: what comes out of the last is no longer plain Python.
    """

    name: str
    apply: Callable[[Cells], Cells]
    stage: int


def catalogue(lab: Lab) -> list[Rewriting]:
    """All rewritings that may fit answers of a lab: those for any Python, and those of the course's files."""
    taken = names.used_elsewhere(lab.source)
    found = [Rewriting(name, apply, stage) for name, apply, stage in written_down(lab)]
    found += [Rewriting(way, _each(partial(loops.loops, way=way)), 1) for way in loops.LOOPS]
    found += [
        Rewriting("loop bodies as functions", _each(loops.body_as_function), 1),
        Rewriting("functions inlined", _each(whole.inlined), 1),
        Rewriting("functions as lambdas", _each(whole.as_lambdas), 1),
        Rewriting("functions explained", _each(whole.explained), 1),
        Rewriting("functions timed", _each(whole.decorated), 1),
    ]
    found += [Rewriting(way, partial(names.renamed, taken=taken, scheme=way), 1) for way in names.SCHEMES]
    found += [Rewriting("in a function", _each(whole.in_a_function), 2)]
    found += [Rewriting(way, _each(partial(whole.wrapped, wrapper=way)), 2) for way in whole.WRAPPERS]
    found += [Rewriting(way, _each(apply), 2) for way, apply in layout.LAYOUTS.items()]
    found += [
        Rewriting("a cell for each statement", layout.one_statement_a_cell, 4),
        Rewriting("cells cut in two", layout.two_halves, 4),
        Rewriting("cells merged", layout.merged, 4),
    ]
    return found


def _each(apply: Callable[[str], str]) -> Callable[[Cells], Cells]:
    return lambda cells: tuple(apply(source) for source in cells)
