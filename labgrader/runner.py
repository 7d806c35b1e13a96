"""Runs a submission: as released and again on unseen data, each in a kernel of its own, and collects evidence.

`run` is a function of its `Job` alone: bytes in, evidence and the executed notebook out.
"""

from __future__ import annotations

import asyncio
import copy
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from uuid import uuid4

import nbformat
from jupyter_core.utils import ensure_async, run_sync
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.notebooknode import NotebookNode
from pydantic import ValidationError

from labgrader import evidence, structure
from labgrader.evidence import CellEvidence, Evidence, RaisedError, RunRecord
from labgrader.kernels import Kernels, KernelStartError, warm_kernels
from labgrader.lab import Lab
from labgrader.regions import split


@dataclass(frozen=True)
class Limits:
    """What a run may take, in seconds."""

    cell: int = 30
    notebook: int = 120
    evidence: int = 10


@dataclass(frozen=True)
class Job:
    """All that a submission's execution depends on.

    Attributes:
        notebook: JSON of the notebook, with every given cell in place (`structure.repair`).
        files: the other files of its folder, by relative path.
        parameters_cell: grade_id of the cell whose values the unseen run replaces.
        released, unseen: the parameters of the two runs.
    """

    lab: str
    notebook: str
    files: dict[str, bytes]
    parameters_cell: str
    released: dict[str, float]
    unseen: dict[str, float]
    unseen_set: int
    limits: Limits = field(default=Limits())
    render: bool = True


class Result(NamedTuple):
    """The evidence of both runs, and the notebook as the released run left it."""

    record: RunRecord
    notebook: NotebookNode


def job_for(lab: Lab, notebook: NotebookNode, files: dict[str, bytes], *, limits: Limits, render: bool = True) -> Job:
    """The job of grading one submission of a lab."""
    text = nbformat.writes(notebook)
    number = lab.choose_unseen(text.encode("utf-8", "replace"))
    return Job(
        lab=lab.name,
        notebook=text,
        files=files,
        parameters_cell=lab.unseen.cell,
        released=lab.parameters,
        unseen=lab.unseen.sets[number],
        unseen_set=number,
        limits=limits,
        render=render,
    )


def run(job: Job, kernels: Kernels | None = None) -> Result:
    """Execute both runs of a submission.

    Raises:
        KernelStartError: no kernel could be started; the submission could not be checked.
    """
    return run_sync(_run)(job, kernels or warm_kernels())


async def _run(job: Job, kernels: Kernels) -> Result:
    notebook = nbformat.reads(job.notebook, as_version=4)
    unseen = copy.deepcopy(notebook)
    _set_parameters(unseen, job)
    async with asyncio.TaskGroup() as group:
        first = group.create_task(_execute(notebook, job, job.released, kernels, render=job.render))
        second = group.create_task(_execute(unseen, job, job.unseen, kernels, render=False))
    record = RunRecord(
        lab=job.lab,
        unseen_set=job.unseen_set,
        released=first.result(),
        unseen=second.result(),
    )
    return Result(record, notebook)


def _set_parameters(notebook: NotebookNode, job: Job) -> None:
    """Give the parameters cell, and every copy of it, the unseen values."""
    given = next(c for c in notebook.cells if structure.grade_id(c) == job.parameters_cell)
    released = given.source
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.source.strip() == released.strip():
            cell.source = structure.with_assignments(released, job.unseen)


async def _execute(
    notebook: NotebookNode, job: Job, parameters: dict[str, float], kernels: Kernels, *, render: bool
) -> dict[str, CellEvidence]:
    """Run one notebook in a folder and a kernel of its own; its outputs are put into the notebook."""
    folder = Path(tempfile.mkdtemp(prefix="labgrader-"))
    try:
        work = folder / "work"
        work.mkdir()
        for name, content in job.files.items():
            path = work / PurePosixPath(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        async with kernels.start(work, render=render) as manager:
            session = _Session(notebook, job, parameters)
            return await session.execute(manager)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Session:
    """One run of one notebook in one kernel."""

    def __init__(self, notebook: NotebookNode, job: Job, parameters: dict[str, float]) -> None:
        self.notebook = notebook
        self.limits = job.limits
        self.parameters = parameters
        self.cells: dict[str, CellEvidence] = {}
        self.errors: list[RaisedError] = []
        self.owners: dict[int, str] = {}
        self.given: list[int] = []
        self.stopped = ""

    async def execute(self, manager) -> dict[str, CellEvidence]:
        client = NotebookClient(
            self.notebook,
            km=manager,
            allow_errors=True,
            timeout=self.limits.cell,
            interrupt_on_timeout=True,
            error_on_timeout={"ename": "CellTimeoutError", "evalue": "", "traceback": []},
            raise_on_iopub_timeout=True,
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
        return self.cells

    async def _cells(self, client: NotebookClient) -> None:
        for index, cell in enumerate(self.notebook.cells):
            if cell.cell_type != "code":
                continue
            try:
                probe = await self._cell(client, cell, index)
                if structure.is_autograded(cell):
                    self.cells[structure.grade_id(cell)] = await self._evidence(client, cell, probe)
            except (CellTimeoutError, DeadKernelError) as error:
                why = "stopped Python" if isinstance(error, DeadKernelError) else "could not be interrupted"
                self._stop(f"Cell {index + 1} {why}, so nothing after it could run.")
                return

    async def _cell(self, client: NotebookClient, cell: NotebookNode, index: int) -> str:
        """Run the visible part of a cell; returns its probe."""
        cell.source, probe = split(cell.source)
        cell.metadata.pop("tags", None)
        cell.outputs = []
        await client.async_execute_cell(cell, index, store_history=True)
        count = cell.get("execution_count")
        if isinstance(count, int):
            self.owners[count] = structure.grade_id(cell)
            if structure.is_given(cell):
                self.given.append(count)
        error = next((o for o in cell.outputs if o.output_type == "error"), None)
        if error is not None:
            name, message = str(error.get("ename", "")), str(error.get("evalue", ""))
            if name == "CellTimeoutError":
                message = f"the cell ran longer than {self.limits.cell} s and was interrupted"
            self.errors.append(
                RaisedError(cell=index, given=structure.is_given(cell), name=name[:200], message=message[:1000])
            )
        return probe

    async def _evidence(self, client: NotebookClient, cell: NotebookNode, probe: str) -> CellEvidence:
        """Ask for the namespace, then for what the probe finds: requests of their own."""
        name = structure.grade_id(cell)
        try:
            found = await self._ask(client, "labgrader_evidence_request", {})
            probed = await self._ask(client, "labgrader_probe_request", {"code": probe}) if probe else None
        except (ValidationError, ValueError, KeyError, TypeError, TimeoutError) as error:
            return self._record(name, missing=f"What your notebook holds could not be read ({type(error).__name__}).")
        return self._record(name, found=found, probe=probed)

    async def _ask(self, client: NotebookClient, request: str, content: dict) -> Evidence:
        message = client.kc.session.msg(request, content)
        client.kc.shell_channel.send(message)
        async with asyncio.timeout(self.limits.evidence):
            while True:
                try:
                    reply = await ensure_async(client.kc.shell_channel.get_msg(timeout=1))
                except Exception:  # queue.Empty: nothing yet
                    await client._async_check_alive()
                    continue
                if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                    return evidence.read(reply["content"]["evidence"])

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
