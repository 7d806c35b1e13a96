"""Kernels: forked from a warm process that runs `labgrader/inside`. The runner knows `Kernels` alone."""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import psutil
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase

INSIDE = Path(__file__).parent / "inside" / "__main__.py"
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ", "MPLCONFIGDIR", "IPYTHONDIR")


class KernelStartError(RuntimeError):
    """A kernel could not be started: a fault of ours or of the machine, never of a submission."""


class Kernels(Protocol):
    """Where kernels come from. The runner asks for one for each run, and knows nothing else of them."""

    def start(self, cwd: Path, *, render: bool) -> Any:
        """An async context manager that gives a manager of a running kernel, and leaves nothing of it behind.

        Args:
            cwd: the kernel's working folder, which must be empty but for the submission's own files.
            render: whether figures are drawn; without, they leave evidence only.

        Raises:
            KernelStartError: the kernel does not come up.
        """


class WarmKernels:
    """Kernels that are forks of one warm process, which is started at first use."""

    def __init__(self) -> None:
        self._process: subprocess.Popen | None = None
        atexit.register(self.close)
        self._lock = threading.Lock()

    @asynccontextmanager
    async def start(self, cwd: Path, *, render: bool) -> AsyncIterator[AsyncKernelManager]:
        manager = AsyncKernelManager(transport="ipc", ip=str(cwd.parent / "kernel"))
        manager.connection_file = str(cwd.parent / "connection.json")
        manager._kernel_spec = KernelSpec(
            argv=["warm"], language="python", metadata={"kernel_provisioner": {"provisioner_name": "labgrader-warm"}}
        )
        try:
            await manager.start_kernel(cwd=str(cwd), env=kernel_environment(), warm=self, render=render)
            yield manager
        finally:
            if manager.has_kernel:
                await manager.shutdown_kernel(now=True)
            manager.cleanup_connection_file()
            manager.context.destroy(linger=0)

    def fork(self, **request: Any) -> int:
        """Fork a kernel; its process id, which is also its process group.

        Raises:
            KernelStartError: the warm process does not answer.
        """
        with self._lock:
            for _ in range(2):  # a warm process that has died is replaced once
                process = self._running()
                with suppress(BrokenPipeError):
                    process.stdin.write(json.dumps(request) + "\n")
                    process.stdin.flush()
                answer = process.stdout.readline()
                if answer:
                    return json.loads(answer)["pid"]
                self.close()
            raise KernelStartError(f"the warm process ended with exit code {process.returncode}")

    def _running(self) -> subprocess.Popen:
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-B", str(INSIDE)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env=kernel_environment(),
                start_new_session=True,
            )
        return self._process

    def close(self) -> None:
        """End the warm process, and with it every kernel that is left."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(BrokenPipeError):  # it died with a request unread
                process.stdin.close()
            process.stdout.close()
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=5)
            process.kill()
            process.wait()


@cache
def warm_kernels() -> WarmKernels:
    """The warm kernels of this process."""
    return WarmKernels()


def kernel_environment() -> dict[str, str]:
    """What of the environment a kernel gets: nothing that names the course or holds a token."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return (
        kept
        | ONE_THREAD
        | {"MPLBACKEND": "module://matplotlib_inline.backend_inline", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    )


class WarmProvisioner(KernelProvisionerBase):
    """What jupyter_client asks of a kernel's process, for a kernel that another process forked."""

    process: psutil.Process | None = None

    @property
    def has_process(self) -> bool:
        return self.process is not None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        kwargs = await super().pre_launch(cmd=["warm"], **kwargs)
        manager = self.parent
        manager.write_connection_file()
        self.connection_info = manager.get_connection_info()
        return kwargs

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        request = {"connection_file": self.parent.connection_file, "cwd": kwargs["cwd"], "env": kernel_environment()}
        fork = kwargs["warm"].fork
        pid = await asyncio.to_thread(fork, **request, render=kwargs["render"])
        with suppress(psutil.NoSuchProcess):
            self.process = psutil.Process(pid)
        return self.connection_info

    async def poll(self) -> int | None:
        alive = self.process is not None and self.process.is_running()
        return None if alive and self.process.status() != psutil.STATUS_ZOMBIE else 1

    async def wait(self) -> int | None:
        while await self.poll() is None:
            await asyncio.sleep(0.005)
        self.process = None
        return None

    async def send_signal(self, signum: int) -> None:
        if await self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.process.pid, signum)

    async def kill(self, restart: bool = False) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)  # the kernel leads a group of its own

    async def terminate(self, restart: bool = False) -> None:
        await self.kill(restart)

    async def cleanup(self, restart: bool = False) -> None:
        """Nothing is left: the runner removes the folder of the connection file."""
