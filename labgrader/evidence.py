"""The evidence schema: what a kernel reports of a student's namespace, as plain bounded data.

Everything here comes from a process in which student code ran. It is validated when it is read, it is
compared with what the grading process computed itself, and it never decides anything by itself.
Non-finite numbers travel as the strings "nan", "inf" and "-inf" (JSON has no others).
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

VERSION = 1
# Of one snapshot; labgrader/inside keeps well below these. An object or a list takes a thousand times the memory of
# its brackets.
MAX_BYTES = 4_000_000
MAX_OBJECTS = 60_000
MAX_LISTS = 80_000
MAX_DEPTH = 60  # what is nested deeper can be read, and not be written again

_BRACKETS = re.compile(r'"(?:[^"\\]++|\\.)*+"|([\[{])|([\]}])', re.DOTALL)

Name = Annotated[str, Field(max_length=200)]
Text = Annotated[str, Field(max_length=10_000)]
Count = Annotated[int, Field(ge=0)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="strings")


class Bool(_Model):
    kind: Literal["bool"]
    value: bool


class Int(_Model):
    kind: Literal["int"]
    value: int


class Float(_Model):
    kind: Literal["float"]
    value: float


class Str(_Model):
    kind: Literal["str"]
    value: Text


class Nothing(_Model):
    """Python's None."""

    kind: Literal["none"]


class Sequence(_Model):
    """A list or tuple, or what else holds a row of values; too long, it has fewer `items` than its `length`."""

    kind: Literal["list", "tuple"]
    length: Count
    items: list[Value]


class Mapping(_Model):
    kind: Literal["dict"]
    length: Count
    items: list[tuple[Value, Value]]


class Array(_Model):
    """A numpy array or scalar, or a torch tensor or parameter; `values` is flat, in C order."""

    kind: Literal["array", "tensor"]
    shape: Annotated[list[Count], Field(max_length=64)]  # neither library has more dimensions
    dtype: Name
    values: list[float]  # empty when it was too large to report
    requires_grad: bool = False
    grad: list[float] | None = None


class Module(_Model):
    """A torch module: its parameters by name."""

    kind: Literal["module"]
    type: Name
    parameters: dict[Name, Array]


class Loader(_Model):
    """A torch DataLoader; `number` is that of its epochs in `Evidence.epochs`."""

    kind: Literal["loader"]
    number: int
    batch_size: int | None
    length: int | None  # batches an epoch
    dataset_length: int | None


class Note(_Model):
    """Something that is not reported: another type, too large, too deep, or hostile."""

    kind: Literal["note"]
    type: Name
    why: Text


Value = Annotated[
    Bool | Int | Float | Str | Nothing | Sequence | Mapping | Array | Module | Loader | Note,
    Field(discriminator="kind"),
]


class Epoch(_Model):
    """One pass over a DataLoader: the index batches it gave, in order."""

    cell: int  # execution count of the cell in which the pass began
    loader: int
    batch_size: int | None
    batches: list[list[int]]


class Backward(_Model):
    """The calls of `backward()` that one cell made: how many, and the losses of the first few."""

    cell: int  # execution count
    calls: int
    losses: Annotated[list[float], Field(max_length=20)]


class Line(_Model):
    """One curve of an axes: a line, points (`style` "points"), or bars and the edges of areas ("filled").

    `ink` lists the colours that it puts into its axes, as "#rrggbbaa"; None when that is not known. `cell` is the
    execution count of the cell that drew it.
    """

    x: list[float]
    y: list[float]
    label: Text
    style: Text
    color: Text
    marker: Text
    ink: Annotated[list[Name], Field(max_length=20)] | None = None
    cell: int | None = None


class LegendEntry(_Model):
    """One row of a legend, with the look of its handle, by which its curve is found."""

    text: Text
    style: Text
    color: Text
    marker: Text


class Axes(_Model):
    """One axes of a figure.

    `backgrounds` are the colours that may be behind its curves, as "#rrggbb"; "" is a picture, and none is not known.
    `unread` says what it shows that is no curve; `place` is the first axes of the figure that stands where this stands.
    """

    title: Text
    xlabel: Text
    ylabel: Text
    xscale: Name
    yscale: Name
    lines: list[Line]
    legend: list[LegendEntry] | None
    texts: list[Text]
    backgrounds: Annotated[list[Name], Field(max_length=20)] = []
    unread: Annotated[list[Name], Field(max_length=20)] = []
    place: int | None = None


class Figure(_Model):
    """What a figure showed when a cell had drawn into it; a later cell that draws into it gives another one."""

    cell: int  # execution count of the cell that drew into it last
    number: int
    title: Text
    axes: list[Axes]
    left_out: Count = 0  # axes, and curves, that are not reported


class Evidence(_Model):
    """What the kernel reported after one graded cell."""

    version: Literal[1]
    names: dict[Name, Value]
    epochs: list[Epoch] = []
    figures: list[Figure] = []
    figures_left_out: dict[int, Count] = {}  # by execution count: how many figures are not reported
    backwards: list[Backward] = []
    notes: list[Text] = []


class RaisedError(_Model):
    """A cell of the notebook raised."""

    cell: int  # position among the notebook's cells
    given: bool  # the cell is one that the student was given
    name: Text
    message: Text


class CellEvidence(_Model):
    """The record of one graded cell in one run, as it is kept; made by the grading process.

    `owners` maps an execution count to the grade_id of the cell it belongs to, or "" for a cell of the
    student's own; `given` lists the execution counts of locked cells.
    """

    grade_id: Name
    parameters: dict[str, float]
    evidence: Evidence | None = None
    probe: Evidence | None = None
    owners: dict[int, str] = {}
    given: list[int] = []
    errors: list[RaisedError] = []
    missing: Text = ""  # why there is no evidence, for the student


class RunRecord(_Model):
    """Both runs of one submission: by grade_id, as released and on unseen data."""

    version: Literal[1] = 1
    lab: Name
    unseen_set: int
    released: dict[Name, CellEvidence]
    unseen: dict[Name, CellEvidence]
    remarks: list[Text] = []  # what was repaired or cut short, for the student


for _model in (Sequence, Mapping, Evidence, CellEvidence, RunRecord):
    _model.model_rebuild()


def read(text: str | bytes) -> Evidence:
    """Validate one snapshot as the kernel sent it.

    Raises:
        pydantic.ValidationError: it is not evidence of this version.
        ValueError: it is larger than `MAX_BYTES`.
    """
    if len(text) > MAX_BYTES:
        raise ValueError(f"evidence of {len(text)} bytes; the limit is {MAX_BYTES}")
    _refuse_structure(text if isinstance(text, str) else text.decode("utf-8", "replace"))
    return Evidence.model_validate_json(text)


def _refuse_structure(text: str) -> None:
    """Raise ValueError for more values, or deeper ones, than a snapshot has: before they are made."""
    depth = objects = lists = 0
    for match in _BRACKETS.finditer(text):
        if match[2]:
            depth -= 1
        elif match[1]:
            depth += 1
            objects += match[1] == "{"
            lists += match[1] == "["
            if depth > MAX_DEPTH or objects > MAX_OBJECTS or lists > MAX_LISTS:
                raise ValueError("evidence of more or of deeper values than there can be")
