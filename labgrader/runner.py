"""Runs a submission: as released and again on unseen data, each in a kernel of its own, and collects evidence.

`run` is a function of its `Job` alone: bytes in, evidence and the executed notebook out.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import nbformat
from nbformat.notebooknode import NotebookNode

from labgrader import structure
from labgrader.evidence import CellEvidence, RunRecord
from labgrader.execute.notebook_run import Limits, NotebookRun
from labgrader.kernels import Kernels, RunAhead, StaleError, warm_kernels
from labgrader.lab import Lab
from labgrader.sandbox import MB

NOT_AS_FAR = (
    "Your notebook was run a second time, on data that you have not seen, and there it did not get as far as this "
    "cell: it met a limit, or stopped Python."
)
TRIES = 3  # of a kernel whose process is gone before it begins


@dataclass(frozen=True)
class Job:
    """All that a submission's execution depends on.

    Attributes:
        notebook: JSON of the notebook, with every given cell in place (`structure.repair`).
        files: the other files of its folder, by relative path.
        given: which of the files the lab gives to everybody, unchanged.
        ahead: how many of the first cells are the lab's own, unchanged: run once, they need not be run again.
        parameters_cell: grade_id of the cell whose values the unseen run replaces.
        released, unseen: the parameters of the two runs.
        render: whether figures of the student's own and of graded cells are drawn, in the first run.
    """

    lab: str
    notebook: str
    files: dict[str, bytes]
    parameters_cell: str
    released: dict[str, float]
    unseen: dict[str, float]
    unseen_set: int
    given: tuple[str, ...] = ()
    ahead: int = 0
    limits: Limits = field(default=Limits())
    render: bool = True


class Result(NamedTuple):
    """The evidence of both runs, the notebook as the released run left it, and the seconds that both kernels ran."""

    record: RunRecord
    notebook: NotebookNode
    seconds: float | None = None


def job_for(
    lab: Lab,
    notebook: NotebookNode,
    files: dict[str, bytes],
    *,
    limits: Limits,
    render: bool = True,
    unseen_set: int | None = None,
) -> Job:
    """The job of grading one submission of a lab; the unseen set is the one that the course chooses, by default."""
    text = _canonical(notebook)
    number = lab.choose_unseen(text.encode("utf-8", "replace")) if unseen_set is None else unseen_set
    complete = lab.files.items() <= files.items()
    return Job(
        lab=lab.name,
        notebook=text,
        files=files,
        given=tuple(sorted(lab.files)) if complete else (),
        ahead=_unchanged(notebook, lab) if complete else 0,
        parameters_cell=lab.unseen.cell,
        released=lab.parameters,
        unseen=lab.unseen.sets[number],
        unseen_set=number,
        limits=limits,
        render=render,
    )


def _canonical(notebook: NotebookNode) -> str:
    """JSON of all of a notebook that a run depends on: the same for the same cells, whoever wrote the file."""
    cells = []
    for cell in notebook.cells:
        flags = {name: flag for name, flag in cell.metadata.get("nbgrader", {}).items() if name != "checksum"}
        meta = {"nbgrader": flags} if flags else {}
        source = cell.source if cell.cell_type == "code" else ""  # nbgrader puts mark schemes into texts meanwhile
        kept = {"cell_type": cell.cell_type, "id": cell.id, "metadata": meta, "source": source}
        cells.append(kept | ({"outputs": [], "execution_count": None} if cell.cell_type == "code" else {}))
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, sort_keys=True)


def _unchanged(notebook: NotebookNode, lab: Lab) -> int:
    """How many of the first cells hold the lab's own given code, in its order, and none of the student's."""
    own = iter([c.source for c in lab.source.cells if c.cell_type == "code"])
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and not (
            structure.is_given(cell) and not structure.is_autograded(cell) and cell.source == next(own, None)
        ):
            return index
    return len(notebook.cells)


def run(job: Job, kernels: Kernels | None = None) -> Result:
    """Execute both runs of a submission, the second when the first has ended with all its processes.

    Raises:
        KernelStartError: no kernel could be started; the submission could not be checked.
    """
    kernels = kernels or warm_kernels()
    notebook, unseen = nbformat.v4.reads(job.notebook), nbformat.v4.reads(job.notebook)
    _set_parameters(unseen, job)
    first = _execute(notebook, job, job.released, kernels, draw=job.render)
    # Only now is there a process that knows the unseen data: none can tell it to what the student reads.
    left = replace(job, limits=job.limits.after(first.seconds))
    second = _execute(unseen, left, job.unseen, kernels, draw=False)
    record = RunRecord(
        lab=job.lab,
        unseen_set=job.unseen_set,
        released=first.cells,
        unseen=_without_reasons(second.cells, first.cells),
        remarks=first.remarks + _of_second(first, second),
    )
    return Result(record, notebook, first.seconds + second.seconds)


def _without_reasons(second: dict[str, CellEvidence], first: dict[str, CellEvidence]) -> dict[str, CellEvidence]:
    """The cells of the second run; why there is no evidence of one is said in words of our own: see `_of_second`."""
    same = {name for name, cell in second.items() if cell.missing in ("", first[name].missing)}
    return {name: c if name in same else c.model_copy(update={"missing": NOT_AS_FAR}) for name, c in second.items()}


def _of_second(first: NotebookRun, second: NotebookRun) -> list[str]:
    """What is said of limits that the second run alone met: the same words whatever happened there.

    The submission decides which limit that is, in which cell, and with which exit code: each would carry the unseen
    data out to the student.
    """
    if not set(second.remarks) - set(first.remarks):
        return []
    may, limits = first.confinement, first.limits
    return [
        "Your notebook was run a second time, on data that you have not seen, and there it met a limit or stopped "
        f"Python. It may use {may.memory // MB} MB of memory, write {may.disk // MB} MB of files, make "
        f"{may.output // MB} MB of output ({may.cell_output / MB:g} MB in one cell), start {may.processes} processes "
        f"and threads, and run {limits.notebook} s ({limits.cell} s in one cell), {limits.both} s in both runs."
    ]


def _set_parameters(notebook: NotebookNode, job: Job) -> None:
    """Give the parameters cell, and every copy of it, the unseen values."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = structure.with_parameters(cell.source, job.released, job.unseen)


def _execute(
    notebook: NotebookNode, job: Job, parameters: dict[str, float], kernels: Kernels, *, draw: bool
) -> NotebookRun:
    """Run one notebook in a folder and a kernel of its own; its outputs are put into the notebook."""
    sources = tuple(cell.source for cell in notebook.cells[: job.ahead] if cell.cell_type == "code")
    given = {name: job.files[name] for name in job.given}
    made = NotebookRun(notebook, job.limits, parameters, kernels.confinement)
    for _ in range(TRIES - 1):
        after = kernels.run_ahead(sources, given) if sources else None
        with suppress(StaleError):
            return _in_kernel(made, job, kernels, after, draw=draw)
    return _in_kernel(made, job, kernels, None, draw=draw)


def _in_kernel(made: NotebookRun, job: Job, kernels: Kernels, after: RunAhead | None, *, draw: bool) -> NotebookRun:
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=kernels.folder()))
    try:
        work = folder / "work"
        work.mkdir()
        for name, content in job.files.items():
            path = work / PurePosixPath(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        cells = made.job(first=job.ahead if after else 0, draw=draw)
        with kernels.run(work, cells, after) as kernel:
            kernel.wait()
            if after is not None:
                made.take_over(after)
            with kernel.records.open("rb") as records:
                made.read(records, kernel.status())
        return made
    finally:
        shutil.rmtree(folder, ignore_errors=True)
