"""What a grader sees of one graded cell in one run: evidence, with accessors that fail in the student's words."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping

from labgrader.evidence import (
    Array,
    Backward,
    Bool,
    CellEvidence,
    Epoch,
    Figure,
    Float,
    Int,
    LegendEntry,
    Line,
    Module,
    Note,
    Sequence,
    Value,
)
from labgrader.verdict import Wrong

_OWN_FILE = re.compile(r"\(\d+\.py, line (\d+)\)")  # IPython compiles each cell as a file, called by a hash


class CellRun:
    """One graded cell in one run. Graders get two: the fixtures `run` and `unseen`.

    Nothing here raises anything but `Wrong`, whatever a submission reported.

    Attributes:
        parameters: the values of the parameters cell in this run.
        grade_id: the graded cell.
    """

    def __init__(self, record: CellEvidence, cells: Mapping[str, CellEvidence] | None = None) -> None:
        self._record, self._cells = record, cells or {}
        self.parameters = dict(record.parameters)
        self.grade_id = record.grade_id

    def require(self) -> None:
        """Raise `Wrong` when the run has no evidence of this cell."""
        if self._record.evidence is None:
            raise Wrong(self._record.missing or "This cell was not reached.")

    def at(self, grade_id: str) -> CellRun | None:
        """Another graded cell in the same run, as everything stood after it; None when there is none of this name."""
        record = self._cells.get(grade_id)
        return None if record is None else CellRun(record, self._cells)

    @property
    def names(self) -> dict[str, Value]:
        """The student's global names after the cell, without modules and the notebook's own machinery."""
        return self._record.evidence.names if self._record.evidence else {}

    @property
    def probe(self) -> dict[str, Value]:
        """The names that the cell's hidden region assigned."""
        return self._record.probe.names if self._record.probe else {}

    @property
    def epochs(self) -> list[Epoch]:
        """Passes over a DataLoader made by the student's cells, oldest first."""
        return [e for e in self._all_epochs() if e.cell not in self._record.given]

    @property
    def backwards(self) -> list[Backward]:
        """Calls of `backward()` made by the student's cells, cell by cell, oldest first."""
        found = self._record.evidence.backwards if self._record.evidence else []
        return [one for one in found if one.cell not in self._record.given]

    @property
    def figures(self) -> list[Figure]:
        """Figures that the student's cells drew into, oldest first, without the curves of the given cells."""
        found = self._record.evidence.figures if self._record.evidence else []
        return [_own(figure, self._record.given) for figure in found if figure.cell not in self._record.given]

    @property
    def left_out(self) -> int:
        """How many figures that the student's cells drew are not among `figures`: too many, or they cannot be read."""
        found = self._record.evidence.figures_left_out if self._record.evidence else {}
        return sum(count for cell, count in found.items() if cell not in self._record.given)

    def owner(self, cell: int) -> str:
        """The grade_id of the cell with this execution count, "" for one of the student's own."""
        return self._record.owners.get(cell, "")

    @property
    def errors(self) -> list[str]:
        """What the student's cells raised, as "NameError: name 'x' is not defined"."""
        found = (f"{e.name}: {e.message}" for e in self._record.errors if not e.given)
        return [_OWN_FILE.sub(r"(line \1 of that cell)", error) for error in found]

    def value(self, name: str) -> Value:
        """The value of a name.

        Raises:
            Wrong: the name does not exist, or could not be reported.
        """
        self.require()
        if name not in self.names:
            hint = f" A cell of yours stopped with “{self.errors[-1]}”." if self.errors else ""
            raise Wrong(f"There is no `{name}` after your cell has run.{hint}")
        value = self.names[name]
        if isinstance(value, Note):
            raise Wrong(f"`{name}` is a {value.type}, which cannot be used here ({value.why}).")
        return value

    def number(self, name: str) -> float:
        """A name's value as one number: int, float, or array or tensor with one element (bool is none).

        Raises:
            Wrong: the name does not exist or is not one number.
        """
        number = as_number(self.value(name))
        if number is None:
            raise Wrong(f"`{name}` should be one number, and is {describe(self.names[name])}.")
        return number

    def numbers(self, name: str) -> list[float]:
        """A name's value as a list of numbers: a list or tuple of numbers, or a one-dimensional array or tensor.

        Raises:
            Wrong: the name does not exist, or is not such a list, or is too long to have been reported whole.
        """
        numbers = as_numbers(self.value(name))
        if numbers is None:
            raise Wrong(f"`{name}` should be a list of numbers, and is {describe(self.names[name])}.")
        return numbers

    def modules(self) -> Iterator[tuple[str, Module]]:
        """Each torch module among the names."""
        return ((name, v) for name, v in self.names.items() if isinstance(v, Module))

    def _all_epochs(self) -> list[Epoch]:
        return self._record.evidence.epochs if self._record.evidence else []


def _own(figure: Figure, given: Collection[int]) -> Figure:
    """A figure without the curves of given cells, and without the rows of its legends that stand for these alone."""
    if not any(line.cell in given for axes in figure.axes for line in axes.lines):
        return figure
    parts = []
    for axes in figure.axes:
        own = [line for line in axes.lines if line.cell not in given]
        others = {_look(line) for line in axes.lines if line.cell in given} - {_look(line) for line in own}
        legend = axes.legend and [row for row in axes.legend if _look(row) not in others]
        parts.append(axes.model_copy(update={"lines": own, "legend": legend}))
    return figure.model_copy(update={"axes": parts})


def _look(artist: Line | LegendEntry) -> tuple[str, str, str]:
    return artist.style, artist.color, artist.marker


def as_number(value: Value) -> float | None:
    """One number (NaN and infinities included), or None when the value is something else."""
    match value:
        case Float() | Int():
            return _float(value.value)
        case Array(values=[number]) if "bool" not in value.dtype:
            return number
    return None


def as_numbers(value: Value) -> list[float] | None:
    """A list of numbers, or None when the value is something else or was cut short."""
    match value:
        case Sequence() if value.length == len(value.items):
            numbers = [as_number(item) for item in value.items]
            return None if None in numbers else numbers
        case Array() if "bool" not in value.dtype:
            long_axes = [n for n in value.shape if n != 1]
            complete = len(value.values) == math.prod(value.shape)
            return list(value.values) if complete and value.shape and len(long_axes) <= 1 else None
    return None


def describe(value: Value) -> str:
    """A value in a few words, for a student: "a list of 20 items", "an empty list", "a str"."""
    match value:
        case Sequence(length=0):
            return f"an empty {value.kind}"
        case Sequence():
            return f"a {value.kind} of {value.length} items"
        case Array():
            return f"{'a tensor' if value.kind == 'tensor' else 'an array'} of shape {tuple(value.shape)}"
        case Bool():
            return str(value.value)
        case Note() | Module():
            return f"a {value.type}"
    return {"none": "None", "dict": "a dict", "loader": "a DataLoader", "int": "a number", "float": "a number"}.get(
        value.kind, f"a {value.kind}"
    )


def _float(number: float) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf
