"""Reading what a hidden region reported, when it called a student's functions; and the second run of such a lab."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeVar

from graders.descent.reading import stopped, stopped_with
from graders.descent.second_run import FIRST_ONLY, TYPED_IN
from labgrader import CellRun, Wrong
from labgrader.cellrun import as_number, as_numbers
from labgrader.evidence import Mapping, Note, Sequence, Str, Value
from labgrader.plaintext import plain

UNTOUCHED = "NotImplementedError"  # raised by the line that keeps the place for an answer

_AGAIN = (
    "Your notebook was run a second time, on data that you have not seen, and there this is not right, other than "
    "on the data of the notebook."
)
AGAIN = {
    FIRST_ONLY: f"{_AGAIN} Does some of your code fit the first data only?",
    TYPED_IN: (
        f"{_AGAIN} Your numbers stayed the same: look for a number that was typed in where a name should stand, such "
        "as `x`, `theta`, `dataset` or `SLOPE`."
    ),
}

T = TypeVar("T")


def both(
    check: Callable[[CellRun], T], run: CellRun, unseen: CellRun, *, right: Callable[[CellRun], T] | None = None
) -> None:
    """Check the first run; what is right there must be right in the second run, too.

    Args:
        check: raises `Wrong`.
        run, unseen: the two runs.
        right: what is right; by default what passes the check.

    Raises:
        Wrong: the check does; of the second run with words that do not depend on it.
    """
    check(run)
    right = right or check
    if passes(right, run) and not passes(right, unseen):
        mistake = TYPED_IN if run.probe and run.probe == unseen.probe else FIRST_ONLY
        raise Wrong(AGAIN[mistake], mistake=mistake)


def passes(check: Callable[[CellRun], T], run: CellRun) -> bool:
    """Whether a run passes a check."""
    try:
        check(run)
    except Wrong:
        return False
    return True


def seed(run: CellRun) -> int:
    """The seed from which the hidden region made its inputs.

    Raises:
        Wrong: the notebook gave `SEED` another value.
    """
    run.require()
    expected = run.parameters["SEED"]
    if as_number(run.names.get("SEED", _NOTHING)) != expected:
        raise Wrong("Your notebook changes `SEED`, which is given. Use a name of your own.", mistake="SEED changed")
    return int(expected)


def items(value: Value | None) -> list[Value] | None:
    """The items of a list or tuple that was reported whole, else None."""
    return value.items if isinstance(value, Sequence) and value.length == len(value.items) else None


def pair(value: Value | None) -> tuple[float, float] | None:
    """Two numbers (nan and infinities included), or None when it is anything else."""
    numbers = None if value is None else as_numbers(value)
    return (numbers[0], numbers[1]) if numbers is not None and len(numbers) == 2 else None


def pairs(value: Value | None) -> list[tuple[float, float] | None]:
    """A list of pairs; None in the place of what is none, and [] for anything else than a list."""
    return [pair(item) for item in items(value) or []]


def finite(pair: tuple[float, float] | None) -> bool:
    """Whether it is two finite numbers."""
    return pair is not None and math.isfinite(pair[0]) and math.isfinite(pair[1])


def refuse_error(value: Value | None, name: str) -> None:
    """Refuse a call that was never made, or that ended in an error, which the hidden region reports as a dict."""
    if value is None:
        raise Wrong(f"`{name}` could not be called. Does it exist, and does it come to an end?", mistake="not callable")
    if raised := _raised(value):
        if raised.partition(":")[0] == UNTOUCHED:
            raise Wrong(f"`{name}` is not written yet.", mistake="not written")
        raise Wrong(f"`{name}` stopped with “{plain(raised)}”.", mistake=stopped_with(raised))
    if isinstance(value, Note):
        raise Wrong(f"`{name}` gives back a {value.type}, which cannot be used here.", mistake="not a list")


def _raised(value: Value) -> str:
    """The error that a call ended in, as "TypeError: …", or ""."""
    match value:
        case Mapping(items=[(Str(value="raised"), Str(value=text))]):
            return text
    return ""


def missing_function(run: CellRun, name: str) -> None:
    """Refuse a notebook without the function, with what its cells raised."""
    run.require()
    if name not in run.names:
        said = f"There is no function `{name}` after your cell has run. {stopped(run)}"
        raise Wrong(said.strip(), mistake="no function")


_NOTHING = Note(kind="note", type="nothing", why="")
