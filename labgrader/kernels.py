"""Kernels: forked from a warm process that runs `labgrader/inside`. The runner knows `Kernels` alone."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

import psutil
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase

from labgrader.forkserver import ForkServer, KernelStartError, RunAhead, StaleError, kernel_environment
from labgrader.sandbox import Confinement, what_it_did
from labgrader.wire import CHANNELS

__all__ = [
    "KernelStartError",
    "Kernels",
    "RunAhead",
    "StaleError",
    "WarmKernels",
    "WarmProvisioner",
    "warm_kernels",
    "why_ended",
]

CLIENT = "labgrader.wire.BoundedClient"
CONFINE_SECONDS = 60  # it takes a tenth of one, but for a machine that is short of everything
PAUSE = 0.005  # seconds between two looks at a process
END_SECONDS = 30.0  # for a keeper to end its kernel, before both are killed; it takes a hundredth of one


class Kernels(Protocol):
    """Where kernels come from. The runner asks for one for each run, and knows nothing else of them."""

    confinement: Confinement

    def folder(self) -> Path:
        """Where folders for kernels are to be made: they go when the process that starts kernels does."""

    def run_ahead(self, cells: tuple[str, ...], files: dict[str, bytes]) -> RunAhead | None:
        """Run given cells once for all kernels that begin after them; None when each has to run them itself."""

    def start(self, cwd: Path, after: RunAhead | None = None) -> Any:
        """An async context manager that gives a manager of a running kernel, and leaves nothing of it behind.

        Args:
            cwd: a folder with the submission's own files alone, of which the kernel gets a copy. The folder around
                it is the kernel's, too: it must be empty but for this one.
            after: the given cells that it has run already.

        Raises:
            KernelStartError: the kernel does not come up, or something that it started is still there at the end.
            StaleError: the given cells have to be run ahead again.
        """


class _Manager(AsyncKernelManager):
    """Leaves no connection file behind when it is killed: nobody reads one."""

    def write_connection_file(self, **kwargs: Any) -> None:
        """Write nothing."""


LEFT = "processes of a notebook could not be ended, so nothing was run after it that they must not see"


class WarmKernels:
    """Kernels that are confined forks of one warm process, which is started at first use."""

    def __init__(self, confinement: Confinement) -> None:
        self.confinement = confinement
        self.server = ForkServer(confinement)

    def close(self) -> None:
        """End the warm process, and with it every kernel that is left."""
        self.server.close()

    def folder(self) -> Path:
        """See `Kernels`."""
        return self.server.folder()

    def run_ahead(self, cells: tuple[str, ...], files: dict[str, bytes]) -> RunAhead | None:
        """See `Kernels`."""
        return self.server.run_ahead(cells, files)

    @asynccontextmanager
    async def start(self, cwd: Path, after: RunAhead | None = None) -> AsyncIterator[AsyncKernelManager]:
        folder = cwd.parent
        manager = _Manager(transport="ipc", ip=str(folder / "wire" / "kernel"), client_class=CLIENT)
        for number, channel in enumerate(CHANNELS, 1):
            setattr(manager, f"{channel}_port", number)
        manager._kernel_spec = KernelSpec(
            argv=["warm"], language="python", metadata={"kernel_provisioner": {"provisioner_name": "labgrader-warm"}}
        )
        try:
            await manager.start_kernel(folder=folder, server=self.server, after=after)
            yield manager
        finally:
            if manager.has_kernel:
                await manager.shutdown_kernel(now=True)
            manager.context.destroy(linger=0)
        if not manager.provisioner.all_gone:
            raise KernelStartError(LEFT)


_made: dict[Confinement, WarmKernels] = {}
_making = threading.Lock()


def warm_kernels(confinement: Confinement = Confinement()) -> WarmKernels:  # noqa: B008 (it is frozen)
    """The warm kernels of this process, for one way of confining them."""
    with _making:
        return _made.setdefault(confinement, WarmKernels(confinement))


def why_ended(manager: AsyncKernelManager) -> str:
    """How a kernel that has ended did so, in words that follow "The notebook", or "" when nobody knows."""
    return manager.provisioner.ended if isinstance(manager.provisioner, WarmProvisioner) else ""


class WarmProvisioner(KernelProvisionerBase):
    """What jupyter_client asks of a kernel's process: here a keeper outside of the sandbox, and the kernel inside."""

    keeper: psutil.Process | None = None
    kernel: psutil.Process | None = None
    folder: Path
    gave_up = False  # whether the keeper had to be killed

    @property
    def has_process(self) -> bool:
        return self.keeper is not None

    @property
    def ended(self) -> str:
        return what_it_did(self.status())

    @property
    def all_gone(self) -> bool:
        """Whether nothing is left of the kernel, which its keeper says last."""
        return "left" not in self.status() and not self.gave_up and not _is_running(self.kernel)

    def status(self) -> dict[str, Any]:
        """All that the keeper has written about its kernel."""
        status: dict[str, Any] = {}
        with suppress(OSError, ValueError):
            for line in (self.folder / "status").read_text(encoding="utf-8").splitlines():
                status |= json.loads(line)
        return status

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        kwargs = await super().pre_launch(cmd=["warm"], **kwargs)
        self.connection_info = self.parent.get_connection_info()
        return kwargs

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        self.folder, server = kwargs["folder"], kwargs["server"]
        request = {
            "folder": str(self.folder),
            "key": self.parent.session.key.decode(),
            "env": kernel_environment(),
            "after": kwargs["after"].name if kwargs["after"] else "",
            "output": server.confinement.cell_output,
        }
        self.keeper = _process(await asyncio.to_thread(server.fork, **request))
        try:
            async with asyncio.timeout(CONFINE_SECONDS):
                while not (status := self.status()):
                    if not _is_running(self.keeper):
                        raise KernelStartError("the kernel's keeper ended before it had begun")
                    await asyncio.sleep(PAUSE)
        except TimeoutError:
            raise KernelStartError(
                f"no kernel was ready within {CONFINE_SECONDS} s: this machine is short of processors or memory"
            ) from None
        if "failed" in status:
            raise KernelStartError(status["failed"])
        self.kernel = _process(status["kernel"])
        return self.connection_info

    async def poll(self) -> int | None:
        return None if _is_running(self.keeper) else 1

    async def wait(self) -> int | None:
        while await self.poll() is None:
            await asyncio.sleep(PAUSE)
        self.keeper = None
        return None

    async def send_signal(self, signum: int) -> None:
        if _is_running(self.kernel):
            with suppress(OSError):
                os.kill(self.kernel.pid, signum)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel and all that it started: the keeper does, or, if it is stopped or slow, we do."""
        if not _is_running(self.keeper):
            return
        with suppress(ProcessLookupError):
            self.keeper.send_signal(signal.SIGTERM)
        with suppress(TimeoutError):
            async with asyncio.timeout(END_SECONDS):
                while _is_running(self.keeper):
                    await asyncio.sleep(PAUSE)
                return
        self.gave_up = True
        if _is_running(self.kernel):
            with suppress(OSError):
                os.killpg(self.kernel.pid, signal.SIGKILL)  # it leads a group of its own
        with suppress(psutil.NoSuchProcess):
            self.keeper.kill()

    async def terminate(self, restart: bool = False) -> None:
        await self.kill(restart)

    async def cleanup(self, restart: bool = False) -> None:
        """Nothing is left: the runner removes the kernel's folder."""


def _process(pid: int) -> psutil.Process | None:
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid)
    return None


def _is_running(process: psutil.Process | None) -> bool:
    """Whether a process is there and is no zombie; one that got the same id later is another one."""
    with suppress(psutil.NoSuchProcess):
        return process is not None and process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False
