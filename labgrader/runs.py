"""Runs many notebooks of a lab, each on data of its choice, and keeps what came of them: nothing is run twice."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from nbformat.notebooknode import NotebookNode

from labgrader import runner, structure
from labgrader.course import course_config
from labgrader.evidence import RunRecord
from labgrader.execute.notebook_run import Limits
from labgrader.kept import Kept, key_of
from labgrader.kernels import warm_kernels
from labgrader.lab import Lab
from labgrader.runner import Result
from labgrader.sandbox import Sandbox

LIMITS = Limits(cell=6)  # an answer takes a second or two; mutants may never end
PATIENT = Limits(cell=180, notebook=600)  # those of the corpus do, however slow they and the machine are


T = TypeVar("T")


@dataclass(frozen=True)
class Wanted:
    """A submission to be run.

    Attributes:
        name: any name, once in a call.
        notebook: makes the notebook as it is handed in.
        unseen: the parameters of the second run.
        released: those of the first run, as if the lab had been released with them; None for the lab's own.
        limits: what a run of it may take.
        render: whether figures are drawn.
    """

    name: str
    notebook: Callable[[], NotebookNode]
    unseen: dict[str, float]
    released: dict[str, float] | None = None
    limits: Limits = LIMITS
    render: bool = False


class _Evidence(Kept):
    """The results that proving keeps, beside those of grading."""

    def __init__(self, lab: Lab) -> None:
        self.folder: Path = lab.state.proof(lab.name)


def run_all(
    lab: Lab, wanted: Iterable[Wanted], *, keep_warm: bool = False, fresh: bool = False
) -> Iterator[tuple[str, RunRecord]]:
    """Run each submission twice, in the sandbox; what is kept is not run.

    Args:
        lab: the lab.
        wanted: its submissions.
        keep_warm: leave the processes that have run the lab's given cells for the next call.
        fresh: run also what is kept.

    Yields:
        The name and the evidence of each, in the order in which they are asked for.

    Raises:
        KernelStartError: no kernel could be started.
    """
    return _run(lab, wanted, Kept.record, keep_warm=keep_warm, fresh=fresh)


def run_notebooks(lab: Lab, wanted: Iterable[Wanted], *, keep_warm: bool = False) -> Iterator[tuple[str, Result]]:
    """As `run_all`, with the executed notebook of each, too."""
    return _run(lab, wanted, Kept.get, keep_warm=keep_warm)


def kept_records(lab: Lab, wanted: Iterable[Wanted]) -> Iterator[tuple[str, RunRecord]]:
    """The name and the evidence of those submissions whose result is kept; nothing is run."""
    kept = _Evidence(lab)
    if kept.folder.is_dir():
        confinement = Sandbox(config=course_config(lab.root)).confinement(lab.root)
        for item in wanted:
            record = kept.record(key_of(_job(lab, item), confinement))
            if record is not None:
                yield item.name, record


def _run(
    lab: Lab, wanted: Iterable[Wanted], read: Callable[[Kept, str], T | None], *, keep_warm: bool, fresh: bool = False
) -> Iterator[tuple[str, T]]:
    kept = _Evidence(lab)
    kernels = warm_kernels(Sandbox(config=course_config(lab.root)).confinement(lab.root))

    def result(item: Wanted) -> tuple[str, T]:
        job = _job(lab, item)
        key = key_of(job, kernels.confinement)
        found = None if fresh else read(kept, key)
        if found is None:
            kept.put(key, runner.run(job, kernels))
            found = read(kept, key)
        return item.name, found

    with (
        nullcontext() if keep_warm else closing(kernels),
        ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool,
    ):
        yield from pool.map(result, wanted)


def _job(lab: Lab, item: Wanted) -> runner.Job:
    notebook = copy.deepcopy(item.notebook())
    structure.repair(notebook, lab.source)
    job = runner.job_for(lab, notebook, lab.files, limits=item.limits, render=item.render, unseen_set=0)
    released = item.released or job.released
    return replace(job, notebook=_with(job, released), released=released, unseen=item.unseen)


def _with(job: runner.Job, parameters: dict[str, float]) -> str:
    """The notebook of a job, with other values in its parameters cell, and in every copy of it."""
    notebook = json.loads(job.notebook)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = structure.with_parameters(cell["source"], job.released, parameters)
    return json.dumps(notebook, sort_keys=True)
