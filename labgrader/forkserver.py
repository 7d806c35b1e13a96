"""The warm process as the grading process sees it: started, asked, and replaced when it does not answer."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import selectors
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from labgrader.sandbox import Confinement

INSIDE = Path(__file__).parent / "inside" / "__main__.py"
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
KEPT = ("LANG", "LC_ALL", "TZ")
START_SECONDS = 120  # to import the libraries, from a cold disk
FORK_SECONDS = 20


class KernelStartError(RuntimeError):
    """A kernel could not be started: a fault of ours or of the machine, never of a submission."""


class ForkServer:
    """One warm process, for kernels that are confined in one way."""

    def __init__(self, confinement: Confinement) -> None:
        self.confinement = confinement
        self.line = ""  # how kernels are confined, in one line
        self._process: subprocess.Popen | None = None
        self._lock = threading.Lock()
        atexit.register(self.close)

    def describe(self) -> str:
        """How kernels are confined, in one line.

        Raises:
            KernelStartError: nothing here confines them.
        """
        with self._lock:
            self._running()
        return self.line

    def fork(self, **request: Any) -> int:
        """Start a kernel; the process id of its keeper.

        Raises:
            KernelStartError: the warm process, and another one in its place, do not answer.
        """
        with self._lock:
            for _ in range(2):
                self._running()
                with contextlib.suppress(BrokenPipeError):
                    answer = self._ask(request, FORK_SECONDS)
                    if answer is not None:
                        return answer["pid"]
                self._end(patience=0)  # dead, or stopped: its kernels die with it
            raise KernelStartError("the process that starts kernels does not answer")

    def _running(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        self._end()
        self._process = subprocess.Popen(
            [sys.executable, "-B", str(INSIDE)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd="/",
            env=kernel_environment() | {"HOME": str(Path.home()), "MPLCONFIGDIR": str(_font_cache())},
            start_new_session=True,
        )
        settings = {
            "protected": self.confinement.protected,
            "mode": self.confinement.mode,
            "allow_none": self.confinement.allow_none,
            "limits": self.confinement.limits,
        }
        answer = self._ask(settings, START_SECONDS) or {"error": "the process that starts kernels does not start"}
        if "error" in answer:
            self._end()
            raise KernelStartError(answer["error"])
        self.line = answer["line"]

    def _ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any] | None:
        """One line to the process and one back; None when it does not answer in time, or at all."""
        process = self._process
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            if not selector.select(seconds):
                return None
        line = process.stdout.readline()  # whole: it writes one short line at once, and one for each question
        return json.loads(line) if line else None

    def close(self) -> None:
        """End the warm process, and with it every kernel that is left."""
        with self._lock:
            self._end()

    def _end(self, patience: float = 5) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=patience)
        process.kill()
        process.wait()
        process.stdout.close()


def kernel_environment() -> dict[str, str]:
    """What of the environment a kernel gets: nothing that names the course or holds a token."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return (
        kept
        | ONE_THREAD
        | {
            "MALLOC_ARENA_MAX": "2",  # an arena of address space for each thread would count as memory
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }
    )


def _font_cache() -> Path:
    """Where matplotlib keeps its list of fonts for us: making it takes seconds. Not the instructor's settings."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "labgrader" / "matplotlib"
