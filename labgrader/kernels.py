"""Kernels: forked from a warm process that runs `labgrader/inside`. The runner knows `Kernels` alone."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

import psutil

from labgrader.forkserver import ForkServer, KernelStartError, RunAhead, StaleError, kernel_environment
from labgrader.lent import Lent
from labgrader.sandbox import Confinement

__all__ = ["KernelStartError", "Kernels", "Run", "RunAhead", "StaleError", "WarmKernels", "warm_kernels"]

CONFINE_SECONDS = 60  # it takes a tenth of one, but for a machine that is short of everything
END_SECONDS = 30.0  # for a supervisor to end its kernel, before both are killed; it takes a hundredth of one
LEFT = "processes of a notebook could not be ended, so nothing was run after it that they must not see"


class Kernels(Protocol):
    """Where kernels come from. The runner asks for one for each run, and knows nothing else of them."""

    confinement: Confinement

    def folder(self) -> Path:
        """Where folders for kernels are to be made: they go when the process that starts kernels does."""

    def run_ahead(self, cells: tuple[str, ...], files: dict[str, bytes]) -> RunAhead | None:
        """Run given cells once for all kernels that begin after them; None when each has to run them itself."""

    def run(self, cwd: Path, job: dict[str, Any], after: RunAhead | None = None) -> AbstractContextManager[Run]:
        """Run cells in a kernel of their own, of which nothing is left behind.

        Args:
            cwd: a folder with the submission's own files alone, of which the kernel gets a copy. The folder around
                it is the kernel's, too: it must be empty but for this one.
            job: what is to be run (`NotebookRun.job`).
            after: the given cells that the kernel has run already.

        Raises:
            KernelStartError: the kernel does not come up, or something that it started is still there at the end.
            StaleError: the given cells have to be run ahead again.
        """


class Run:
    """One run: its supervisor is a process outside of the sandbox, and the kernel is inside.

    Attributes:
        records: the file that the supervisor writes the kernel's records to.
    """

    def __init__(self, folder: Path, supervisor: int, seconds: float) -> None:
        self.folder, self.seconds = folder, seconds
        self.records = folder / "records"
        self.supervisor = _process(supervisor)
        self.gave_up = False  # whether the supervisor had to be killed

    def status(self) -> dict[str, Any]:
        """All that the supervisor has written about its kernel."""
        status: dict[str, Any] = {}
        with suppress(OSError, ValueError):
            for line in (self.folder / "status").read_text(encoding="utf-8").splitlines():
                status |= json.loads(line)
        return status

    def wait(self) -> None:
        """Wait for the end of the run.

        Raises:
            StaleError: it went down with the process that starts kernels.
            KernelStartError: there was no kernel, or nobody knows how it ended.
        """
        ended = self._ends_within(CONFINE_SECONDS)
        if "kernel" not in self.status() and not ended:
            raise KernelStartError(
                f"no kernel was ready within {CONFINE_SECONDS} s: this machine is short of processors or memory"
            )
        ended = ended or self._ends_within(self.seconds + END_SECONDS)
        status = self.status()
        if "failed" in status:
            raise KernelStartError(status["failed"])
        if not ended:
            raise KernelStartError("the process that supervises a kernel does not answer")
        if "cell" not in status:
            raise StaleError("the process that supervises a kernel ended")

    def end(self) -> None:
        """End the kernel and all that it started: the supervisor does, or, if it is stopped or slow, we do.

        Raises:
            KernelStartError: something is left.
        """
        if not self._ends_within(0):
            with suppress(psutil.NoSuchProcess):
                self.supervisor.terminate()
            if not self._ends_within(END_SECONDS):
                self.gave_up = True
                with suppress(psutil.NoSuchProcess):
                    self.supervisor.kill()
        status = self.status()
        if self.gave_up and "kernel" in status:
            with suppress(OSError):
                os.killpg(status["kernel"], signal.SIGKILL)  # it leads a group of its own
        if self.gave_up or "left" in status:
            raise KernelStartError(LEFT)

    def _ends_within(self, seconds: float) -> bool:
        try:
            if self.supervisor is not None:
                self.supervisor.wait(seconds)
        except psutil.TimeoutExpired:
            return False
        return True


class WarmKernels:
    """Kernels that are confined forks of one warm process, which is started at first use.

    Args:
        server: what starts them; None for one of this process's own.
    """

    def __init__(self, confinement: Confinement, server: ForkServer | Lent | None = None) -> None:
        self.confinement = confinement
        self.server = server or ForkServer(confinement)

    def close(self) -> None:
        """End the warm process, and with it every kernel that is left."""
        self.server.close()

    def folder(self) -> Path:
        """See `Kernels`."""
        return self.server.folder()

    def run_ahead(self, cells: tuple[str, ...], files: dict[str, bytes]) -> RunAhead | None:
        """See `Kernels`."""
        return self.server.run_ahead(cells, files)

    @contextmanager
    def run(self, cwd: Path, job: dict[str, Any], after: RunAhead | None = None) -> Iterator[Run]:
        """See `Kernels`."""
        folder = cwd.parent
        job_path = folder / "job"
        job_path.touch(mode=0o600)  # a probe is no kernel's to read before its time
        job_path.write_text(json.dumps(job), encoding="utf-8")
        request = {
            "folder": str(folder),
            "env": kernel_environment(),
            "after": after.name if after else "",
            "output": self.confinement.cell_output,
        }
        run = Run(folder, self.server.fork(**request), job["limits"]["notebook"])
        try:
            yield run
        finally:
            run.end()


_made: dict[Confinement, WarmKernels] = {}
_making = threading.Lock()
_borrowed: list[Connection] = []  # to the process that this one works for


def warm_kernels(confinement: Confinement = Confinement()) -> WarmKernels:  # noqa: B008 (it is frozen)
    """The warm kernels of this process, or of the one that it works for, for one way of confining them."""
    with _making:
        if confinement not in _made:
            server = Lent(_borrowed[0], confinement) if _borrowed else None
            _made[confinement] = WarmKernels(confinement, server)
        return _made[confinement]


def borrow(connection: Connection) -> None:
    """In a worker: have kernels started by the process at the other end, which calls `labgrader.lent.lend`."""
    _borrowed.append(connection)


def _process(pid: int) -> psutil.Process | None:
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid)
    return None
