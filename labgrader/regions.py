"""Hidden regions of graded cells: what runs beside the student's code to produce more evidence.

A region never holds an expected value. Its last line is `GUARD`, so that a notebook graded without labgrader
(stock nbgrader runs the region as it stands) earns nothing instead of everything.
"""

from __future__ import annotations

from typing import NamedTuple

BEGIN = "### BEGIN HIDDEN TESTS"
END = "### END HIDDEN TESTS"
GUARD = 'raise RuntimeError("not graded: run this notebook with labgrader")'


class Regions(NamedTuple):
    """A graded cell's source: what the student sees, and the probe (without its guard; "" when there is none)."""

    visible: str
    probe: str


def split(source: str) -> Regions:
    """Split a cell's source at its hidden regions; a region without an end reaches to the end of the cell."""
    visible: list[str] = []
    probe: list[str] = []
    hidden = False
    for line in source.split("\n"):
        if BEGIN.lstrip("# ") in line:
            hidden = True
        elif END.lstrip("# ") in line:
            hidden = False
        else:
            (probe if hidden else visible).append(line)
    return Regions("\n".join(visible), "\n".join(line for line in probe if line.strip() != GUARD).strip())


def without_mark_scheme(source: str) -> str:
    """The text of a task as a student is to read it: what says how to mark it is for those who do."""
    kept: list[str] = []
    hidden = False
    for line in source.split("\n"):
        if "BEGIN MARK SCHEME" in line:
            hidden = True
        elif "END MARK SCHEME" in line:
            hidden = False
        elif not hidden:
            kept.append(line)
    return "\n".join(kept)


def is_guarded(source: str) -> bool:
    """Whether the last line of the cell's hidden region is the guard."""
    lines = [line.strip() for line in source.rstrip().split("\n")]
    return len(lines) >= 2 and lines[-1] == END and lines[-2] == GUARD
