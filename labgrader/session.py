"""One run of one notebook in one kernel: cell by cell, with evidence after each graded cell."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace
from queue import Empty
from time import monotonic
from uuid import uuid4

from jupyter_core.utils import ensure_async
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.notebooknode import NotebookNode, from_dict

from labgrader import evidence, structure
from labgrader.client import BoundedNotebookClient
from labgrader.evidence import CellEvidence, Evidence, RaisedError
from labgrader.kernels import KernelStartError, RunAhead, why_ended
from labgrader.plaintext import MAX_NAME, MAX_TEXT, plain
from labgrader.regions import split
from labgrader.sandbox import Confinement, remark

# What reading a kernel's messages raises when they are not what they should be. The kernel belongs to the student,
# so these are the submission's fault; any other exception (no memory, no disk) is the machine's.
UNREADABLE = (ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, TimeoutError, RecursionError)


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


UNDRAWN = re.compile(r"<Figure size \d+x\d+ with \d+ Axes>\Z")


class Session:
    """One run of one notebook in one kernel."""

    def __init__(
        self, notebook: NotebookNode, limits: Limits, parameters: dict[str, float], confinement: Confinement
    ) -> None:
        self.notebook = notebook
        self.limits = limits
        self.confinement = confinement
        self.remarks: list[str] = []  # the limits that were met, for the student
        self.parameters = parameters
        self.cells: dict[str, CellEvidence] = {}
        self.errors: list[RaisedError] = []
        self.owners: dict[int, str] = {}
        self.given: list[int] = []
        self.stopped = ""
        self.first = 0  # the cell to begin with
        self.drawing = True

    def skip(self, count: int, after: RunAhead) -> None:
        """Take over what the first cells led to, which the kernel has run already."""
        self.first = count
        code = (cell for cell in self.notebook.cells[:count] if cell.cell_type == "code")
        for cell, outputs, number in zip(code, after.outputs, after.counts, strict=True):
            cell.metadata.pop("tags", None)
            cell.outputs, cell.execution_count = [from_dict(output) for output in outputs], number
            self._owned(cell)

    async def execute(self, manager, *, draw: bool = True) -> None:
        """Run the cells that are left.

        Args:
            draw: whether figures are drawn, from the first cell on that is no given one; without, they leave
                evidence only.

        Raises:
            KernelStartError: the kernel does not answer.
        """
        self.drawing = not draw
        client = BoundedNotebookClient(
            self.notebook,
            cell_output=self.confinement.cell_output,
            km=manager,
            allow_errors=True,
            timeout=self.limits.cell,
            interrupt_on_timeout=True,
            error_on_timeout={"ename": "CellTimeoutError", "evalue": "", "traceback": []},
            iopub_timeout=self.limits.cell,  # nbclient's 4 s are too few for a right answer on a busy machine
            raise_on_iopub_timeout=True,
            record_timing=False,
            skip_cells_with_tag=uuid4().hex,  # no cell is skipped, whatever tag it carries
        )
        client.reset_execution_trackers()
        try:
            await client.async_start_new_kernel_client()
        except RuntimeError as error:
            raise KernelStartError(f"the kernel did not answer: {error}") from error
        try:
            async with asyncio.timeout(self.limits.notebook):
                await self._cells(client)
        except TimeoutError:
            self._stop(f"The notebook ran longer than {self.limits.notebook} s and was stopped.")
        finally:
            client.kc.stop_channels()
        for cell in self.notebook.cells:
            name = structure.grade_id(cell)
            if structure.is_autograded(cell) and name not in self.cells:
                self.cells[name] = self._record(name, missing=self.stopped)

    async def _cells(self, client: BoundedNotebookClient) -> None:
        for index, cell in enumerate(self.notebook.cells):
            if cell.cell_type != "code" or index < self.first:
                continue
            if not self.drawing and not (structure.is_given(cell) and not structure.is_autograded(cell)):
                self.drawing = True
                client.kc.shell_channel.send(client.kc.session.msg("labgrader_draw_request"))
            try:
                probe = await self._cell(client, cell, index)
                if structure.is_autograded(cell):
                    await self._evidence(client, structure.grade_id(cell), probe)
            except DeadKernelError as error:
                if asyncio.current_task().cancelling():  # nbclient says so, too, when the notebook's time is up
                    raise asyncio.CancelledError from error
                why = why_ended(client.km) or "stopped Python"
                self._stop(f"Cell {index + 1} {why}, so nothing after it could run.")
                return
            except CellTimeoutError:
                why = f"ran longer than {self.limits.cell} s and could not be interrupted"
                self._stop(f"Cell {index + 1} {why}, so nothing after it could run.")
                return
            except UNREADABLE as error:
                self._stop(f"Cell {index + 1} broke the connection to Python ({type(error).__name__}).")
                return

    async def _cell(self, client: BoundedNotebookClient, cell: NotebookNode, index: int) -> str:
        """Run a cell, a graded one without its hidden region; returns that as the probe."""
        probe = ""
        if structure.is_autograded(cell):
            cell.source, probe = split(cell.source)
        cell.metadata.pop("tags", None)
        cell.outputs = []
        began = monotonic()
        await client.async_execute_cell(cell, index, store_history=True)
        late = monotonic() - began >= self.limits.cell
        self._owned(cell)
        error = next((o for o in cell.outputs if o.output_type == "error"), None)
        met = client.met_by(index, str(error.get("ename", "")) if error else "")
        if met:
            self._raised(index, cell, "OutputLimit", met)
            self._remark(f"Cell {index + 1}: {met}.")
        elif late:
            why = f"the cell ran longer than {self.limits.cell} s and was interrupted"
            self._raised(index, cell, "TimeoutError", why)
            self._remark(f"Cell {index + 1}: {why}.")
        elif error is not None:
            name, message = str(error.get("ename", "")), str(error.get("evalue", ""))
            self._raised(index, cell, name, message)
            self._remark(remark(name, message, self.confinement))
        return probe

    def _owned(self, cell: NotebookNode) -> None:
        """Note whose code ran under an execution count, and leave out figures that were not drawn."""
        cell.outputs = [output for output in cell.outputs if not _is_undrawn(output)]
        count = cell.get("execution_count")
        if isinstance(count, int):
            self.owners[count] = structure.grade_id(cell)
            if structure.is_given(cell):
                self.given.append(count)

    def _raised(self, index: int, cell: NotebookNode, name: str, message: str) -> None:
        name, message = plain(name, MAX_NAME), plain(message, MAX_TEXT, keep="\n")
        self.errors.append(RaisedError(cell=index, given=structure.is_given(cell), name=name, message=message))

    async def _evidence(self, client: BoundedNotebookClient, name: str, probe: str) -> None:
        """Ask for the namespace, then for what the probe finds: requests of their own, and each is kept as it comes."""
        try:
            found = await self._ask(client, "labgrader_evidence_request", {})
        except UNREADABLE as error:
            why = f"What your notebook holds could not be read ({type(error).__name__})."
            self.cells[name] = self._record(name, missing=why)
            return
        self.cells[name] = self._record(name, found=found)
        if probe:
            try:
                probed = await self._ask(client, "labgrader_probe_request", {"code": probe})
            except UNREADABLE as error:
                probed = Evidence(version=1, names={}, notes=[f"The probe gave no result ({type(error).__name__})."])
            self.cells[name] = self._record(name, found=found, probe=probed)

    async def _ask(self, client: BoundedNotebookClient, request: str, content: dict) -> Evidence:
        message = client.kc.session.msg(request, content)
        client.kc.shell_channel.send(message)
        try:
            async with asyncio.timeout(self.limits.evidence):
                while True:
                    try:
                        reply = await ensure_async(client.kc.shell_channel.get_msg(timeout=1))
                    except Empty:
                        await client._async_check_alive()
                        continue
                    if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                        return evidence.read(reply["content"]["evidence"])
        except TimeoutError:
            await client.km.interrupt_kernel()
            raise

    def _record(self, name: str, *, found: Evidence | None = None, probe: Evidence | None = None, missing: str = ""):
        return CellEvidence(
            grade_id=name,
            parameters=self.parameters,
            evidence=found,
            probe=probe,
            owners=dict(self.owners),
            given=list(self.given),
            errors=list(self.errors),
            missing=missing or ("" if found else "Your notebook did not get as far as this cell."),
        )

    def _stop(self, reason: str) -> None:
        self.stopped = reason
        self._remark(reason)

    def _remark(self, text: str) -> None:
        if text and text not in self.remarks:
            self.remarks.append(text)


def _is_undrawn(output: NotebookNode) -> bool:
    """A figure that was shown, and of which nothing but a line of text was made."""
    data = output.get("data", {})
    return (
        output.output_type == "display_data" and set(data) == {"text/plain"} and bool(UNDRAWN.match(data["text/plain"]))
    )
