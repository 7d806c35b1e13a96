"""One run of one notebook in one kernel: what is to be run, and what came of it, cell by cell."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, BinaryIO

from nbformat.notebooknode import NotebookNode

from labgrader import evidence, structure
from labgrader.evidence import CellEvidence, Evidence, RaisedError
from labgrader.execute import elsewhere
from labgrader.execute.outputs import Outputs
from labgrader.forkserver import RunAhead
from labgrader.plaintext import MAX_NAME, MAX_TEXT, plain
from labgrader.regions import split
from labgrader.sandbox import Confinement, remark, what_it_did

# Of a record: its kind, the number of its cell, the bytes that follow; the inside has the same. They come in order:
# a cell begins and shows something (or is cut, or late), it ends, then comes its evidence, then what its probe found.
HEADER = struct.Struct("<cII")
BEGAN, STDOUT, STDERR, SHOWN, CUT, LATE = b"b", b"1", b"2", b"d", b"x", b"l"
ENDED, EVIDENCE, PROBED = b"c", b"e", b"p"
STREAMS = {STDOUT: "stdout", STDERR: "stderr"}

FIRST_WORDS = 40  # characters of a cell's first line, by which it is called

UNDRAWN = re.compile(r"<Figure size \d+x\d+ with \d+ Axes>\Z")


@dataclass(frozen=True)
class Limits:
    """What a run may take, in seconds."""

    cell: int = 30
    notebook: int = 120
    evidence: int = 30

    @property
    def both(self) -> int:
        """What both runs of a submission may take together."""
        return self.notebook * 3 // 2

    def after(self, seconds: float) -> Limits:
        """The limits of the second run, when the first took some seconds: it gets what is left for both."""
        return replace(self, notebook=max(1, min(self.notebook, int(self.both - seconds))))


class NotebookRun:
    """One run of one notebook in one kernel.

    Attributes:
        cells: the evidence of each graded cell, when the run was read.
        remarks: the limits that were met, for the student.
        seconds: how long the kernel ran, as its supervisor says.
    """

    def __init__(
        self, notebook: NotebookNode, limits: Limits, parameters: dict[str, float], confinement: Confinement
    ) -> None:
        self.notebook = notebook
        self.limits = limits
        self.confinement = confinement
        self.parameters = parameters
        self.remarks: list[str] = []
        self.seconds = 0.0
        self.cells: dict[str, CellEvidence] = {}
        self.errors: list[RaisedError] = []
        self.owners: dict[int, str] = {}
        self.given: list[int] = []
        self._outputs = Outputs(confinement.cell_output)
        self._late = False
        self._code = [(number, cell) for number, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
        self._probes: dict[int, str] = {}  # the hidden regions, by the number of their cells
        for number, cell in self._code:
            if structure.is_autograded(cell):
                cell.source, self._probes[number] = split(cell.source)
            cell.metadata.pop("tags", None)
            cell.outputs = []

    def job(self, *, first: int = 0, draw: bool = True) -> dict[str, Any]:
        """What the supervisor is told to run.

        Args:
            first: the cell to begin with: the kernel has run those before.
            draw: whether figures are drawn, from the first cell on that is no given one; without, they leave evidence
                only.
        """
        cells = []
        for number, cell in self._code:
            if number < first:
                continue
            graded = number in self._probes
            begins = draw and (graded or not structure.is_given(cell))
            draw = draw and not begins
            probe = self._probes.get(number, "")
            cells.append({"cell": number, "source": cell.source, "graded": graded, "probe": probe, "draw": begins})
        return {"cells": cells, "limits": asdict(self.limits)}

    def take_over(self, after: RunAhead) -> None:
        """Take over what the first cells led to, which the kernel has run already."""
        for records, (_, cell) in zip(after.records, self._code, strict=False):
            self._outputs.begin(cell)
            for kind, content in records:
                self._show(kind.encode(), content.encode())
            self._outputs.end()
            self._owned(cell)

    def read(self, records: BinaryIO, status: dict[str, Any]) -> None:
        """Read the records of the run, and what its supervisor says of its end.

        Args:
            status: see labgrader/inside/confine/supervisor.py.
        """
        self.seconds = status["seconds"]
        shown = -1
        for kind, number, content in _records(records):
            cell = self.notebook.cells[number]
            if number != shown:
                self._outputs.end()
                self._outputs.begin(cell)
                shown, self._late = number, False
            if kind == ENDED:
                self._ended(number, cell)
            elif kind in (EVIDENCE, PROBED) or (kind == LATE and content != b"cell"):
                self._evidence(structure.grade_id(cell), kind if kind != LATE else content, content)
            else:
                self._show(kind, content)
        self._outputs.end()
        stopped = self._why_it_stopped(status)
        self._remark(stopped)
        for cell in self.notebook.cells:
            name = structure.grade_id(cell)
            if structure.is_autograded(cell) and name not in self.cells:
                self.cells[name] = self._record(name, missing=stopped)

    def _show(self, kind: bytes, content: bytes) -> None:
        if kind in STREAMS:
            self._outputs.print(STREAMS[kind], content)
        elif kind == SHOWN:
            self._outputs.show(content)
        elif kind == BEGAN:
            self._outputs.count(content)
        elif kind == CUT:
            self._outputs.limit(content.decode())
        elif kind == LATE:
            self._late = True

    def _ended(self, number: int, cell: NotebookNode) -> None:
        """Note whose code ran, what it raised, and which limit it met."""
        self._outputs.end()
        self._owned(cell)
        error = next((o for o in cell.outputs if o.output_type == "error"), None)
        met = self._outputs.met_by(error.ename if error else "")
        if met:
            self._raised(number, cell, "OutputLimit", met)
            self._remark(f"{self._called(number)}: {met}.")
        elif self._late:
            why = f"the cell ran longer than {self.limits.cell} s and was interrupted"
            self._raised(number, cell, "TimeoutError", why)
            self._remark(f"{self._called(number)}: {why}.")
        elif error is not None:
            self._raised(number, cell, error.ename, error.evalue)
            self._remark(remark(error.ename, error.evalue, self.confinement))
            if not structure.is_given(cell):
                self._remark(elsewhere.sentence(error.ename, error.evalue, cell.source))

    def _owned(self, cell: NotebookNode) -> None:
        """Note whose code ran under an execution count, and leave out figures that were not drawn."""
        cell.outputs = [output for output in cell.outputs if not _is_undrawn(output)]
        count = cell.get("execution_count")
        if isinstance(count, int):
            self.owners[count] = structure.grade_id(cell)
            if structure.is_given(cell):
                self.given.append(count)

    def _raised(self, number: int, cell: NotebookNode, name: str, message: str) -> None:
        name, message = plain(name, MAX_NAME), plain(message, MAX_TEXT, keep="\n")
        self.errors.append(RaisedError(cell=number, given=structure.is_given(cell), name=name, message=message))

    def _evidence(self, name: str, kind: bytes, content: bytes) -> None:
        """Read the evidence of a graded cell, or what its probe found: each is kept as it comes."""
        found, why = None, "TimeoutError"
        if kind in (EVIDENCE, PROBED):
            try:
                found, why = _read(content), ""
            except (ValueError, KeyError) as error:
                why = type(error).__name__
        if kind in (EVIDENCE, b"evidence"):
            missing = f"What your notebook holds could not be read ({why})." if why else ""
            self.cells[name] = self._record(name, found=found, missing=missing)
        elif self.cells[name].evidence is not None:
            found = found or Evidence(version=1, names={}, notes=[f"The probe gave no result ({why})."])
            self.cells[name] = self.cells[name].model_copy(update={"probe": found})

    def _record(self, name: str, *, found: Evidence | None = None, missing: str = "") -> CellEvidence:
        return CellEvidence(
            grade_id=name,
            parameters=self.parameters,
            evidence=found,
            owners=dict(self.owners),
            given=list(self.given),
            errors=list(self.errors),
            missing=missing or ("" if found else "Your notebook did not get as far as this cell."),
        )

    def _why_it_stopped(self, status: dict[str, Any]) -> str:
        """Why cells were not run, in a sentence; "" when all were."""
        if "over" in status:
            return f"The notebook ran longer than {status['over']} s and was stopped."
        if "stuck" in status:
            why = f"ran longer than {status['stuck']} s and could not be interrupted"
        elif "broken" in status:
            why = "broke the connection to Python"
        else:
            why = what_it_did(status)
        return f"{self._called(status['cell'])} {why}, so nothing after it could run." if why else ""

    def _called(self, number: int) -> str:
        """A cell, as a student finds it: JupyterLab counts runs, and not cells."""
        beginnings = [_first_words(cell) for cell in self.notebook.cells]
        first = beginnings[number]
        if not first:
            return f"Cell {number + 1}"
        alike = [place for place, words in enumerate(beginnings) if words == first]
        which = f" ({alike.index(number) + 1} of {len(alike)})" if len(alike) > 1 else ""
        return f"The cell that begins with “{first}”{which}"

    def _remark(self, text: str) -> None:
        if text and text not in self.remarks:
            self.remarks.append(text)


def _first_words(cell: NotebookNode) -> str:
    """How a cell's code begins; "" where it has none."""
    lines = (line.strip() for line in cell.source.splitlines()) if cell.cell_type == "code" else ()
    return plain(next((line for line in lines if line and not line.startswith("#")), ""), FIRST_WORDS)


def _records(file: BinaryIO) -> Iterator[tuple[bytes, int, bytes]]:
    """Each record of a run: its kind, the number of its cell, its content."""
    while header := file.read(HEADER.size):
        kind, number, length = HEADER.unpack(header)
        yield kind, number, file.read(length)


def _read(content: bytes) -> Evidence:
    """Evidence as the kernel wrote it.

    Raises:
        KeyError: there is none.
        ValueError: it is not what evidence must be.
    """
    if not content:
        raise KeyError("evidence")
    return evidence.read(content.decode("utf-8", "replace"))


def _is_undrawn(output: NotebookNode) -> bool:
    """A figure that was shown, and of which nothing but a line of text was made."""
    data = output.get("data", {})
    return (
        output.output_type == "display_data" and set(data) == {"text/plain"} and bool(UNDRAWN.match(data["text/plain"]))
    )
