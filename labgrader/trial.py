"""Runs code in a sandboxed kernel, and says what came of it: for `labgrader doctor` and the tests of the sandbox."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

import nbformat
import psutil

from labgrader.execute.notebook_run import Limits, NotebookRun
from labgrader.kernels import WarmKernels
from labgrader.promises import PREAMBLE, Limit, Promise, Surroundings

GONE_SECONDS = 3
MOST_HELD = 110  # percent of the limit of memory that a kernel may come to hold before it is ended


class UnsandboxedError(RuntimeError):
    """The kernel would not be in a sandbox: nothing that tries to break out may run in it."""


@dataclass(frozen=True)
class Trial:
    """What came of running cells: the text that each printed, and what the student is told."""

    outputs: list[str]
    told: list[str]
    left: int  # processes that are still there
    held: int  # bytes of memory that it had when the limit of memory ended it


def run(kernels: WarmKernels, sources: list[str], limits: Limits | None = None) -> Trial:
    """Run cells in a sandboxed kernel.

    Raises:
        UnsandboxedError: the kernels are not in a sandbox.
        KernelStartError: there are none.
    """
    if not kernels.server.describe().startswith("sandbox mode"):
        raise UnsandboxedError(kernels.server.describe())
    return _run(kernels, sources, limits or Limits(cell=30, notebook=90))


def _run(kernels: WarmKernels, sources: list[str], limits: Limits) -> Trial:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    made = NotebookRun(notebook, limits, {}, kernels.confinement)
    folder = Path(tempfile.mkdtemp(prefix="labgrader-"))
    try:
        (folder / "work").mkdir()
        with kernels.run(folder / "work", made.job()) as kernel:
            with _watched(kernel.supervisor) as tree:
                kernel.wait()
            with kernel.records.open("rb") as records:
                made.read(records, kernel.status())
            held = kernel.status().get("held", 0)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    left = _left(tree)
    texts = ["".join(o.get("text", o.get("evalue", "")) for o in cell.outputs) for cell in notebook.cells]
    told = [*made.remarks, *(f"{e.name}: {e.message}" for e in made.errors)]
    return Trial(texts, told, left, held)


def _left(tree: list[psutil.Process]) -> int:
    """How many processes are there still, some seconds later: what was killed takes its time to be gone."""
    deadline = monotonic() + GONE_SECONDS
    while left := sum(_is_alive(process) for process in tree):
        if monotonic() > deadline:
            return left
        sleep(0.05)
    return 0


def _is_alive(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


@contextmanager
def _watched(supervisor: psutil.Process | None) -> Iterator[list[psutil.Process]]:
    """Remember everything that a supervisor's kernel starts, while the block lasts."""
    tree: list[psutil.Process] = []
    over = Event()

    def watch() -> None:
        with suppress(psutil.NoSuchProcess):
            while not over.wait(0.2):
                tree.extend(p for p in (supervisor, *supervisor.children(recursive=True)) if p not in tree)

    watching = Thread(target=watch)
    if supervisor is not None:
        watching.start()
    try:
        yield tree
    finally:
        over.set()
        if supervisor is not None:
            watching.join()


def try_promises(kernels: WarmKernels, around: Surroundings, made: list[Promise]) -> list[tuple[Promise, str, bool]]:
    """Each promise, what happened, and whether it holds."""
    trial = run(kernels, [PREAMBLE, *(promise.code for promise in made)])
    outcomes = []
    for promise, text in zip(made, trial.outputs[1:], strict=True):
        held = text.startswith("refused:") and around.secret not in text and not (around.root / "written").exists()
        outcomes.append((promise, text.strip() or "no answer", held))
    return outcomes


def try_limits(kernels: WarmKernels, limits: list[Limit]) -> list[tuple[Limit, str, bool]]:
    """Each limit, what a student is told who meets it, and whether it holds. Those that wait do so side by side."""
    waiting = [limit for limit in limits if limit.waits]
    with ThreadPoolExecutor(max_workers=max(1, len(waiting))) as pool:
        met = dict(zip((limit.name for limit in waiting), pool.map(partial(_meet, kernels), waiting), strict=True))
    met |= {limit.name: _meet(kernels, limit) for limit in limits if not limit.waits}
    return [(limit, *met[limit.name]) for limit in limits]


def _meet(kernels: WarmKernels, limit: Limit) -> tuple[str, bool]:
    """Whether a limit holds: the student is told so, nothing is left, and memory is not much more than it may be."""
    trial = run(kernels, ["import os, signal", limit.code], Limits(cell=limit.seconds, notebook=60))
    told = "; ".join(dict.fromkeys(trial.told))
    right = any(part in told for part in limit.told.split("|"))
    percent = 100 * trial.held / kernels.confinement.memory
    text = f"{told or 'nothing'} ({f'it came to {percent:.0f} %, ' if trial.held else ''}{trial.left} processes left)"
    return text, right and not trial.left and percent <= MOST_HELD


def memory_of_this_process() -> int:
    """Resident bytes."""
    return psutil.Process(os.getpid()).memory_info().rss
