"""The warm process as the grading process sees it: started, asked, and replaced when it does not answer."""

from __future__ import annotations

import atexit
import base64
import contextlib
import hashlib
import json
import os
import selectors
import shutil
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labgrader.sandbox import Confinement

INSIDE = Path(__file__).parent / "inside" / "__main__.py"
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
KEPT = ("LANG", "LC_ALL", "TZ")
START_SECONDS = 120  # to import the libraries, from a cold disk
FORK_SECONDS = 20
RUN_AHEAD_SECONDS = 60
MAX_RUN_AHEAD = 64  # processes that have run given cells: for a lab's own data, and each set that nobody has seen


class StaleError(Exception):
    """The process that had run the given cells is gone: they are to be run ahead again."""


class KernelStartError(RuntimeError):
    """A kernel could not be started: a fault of ours or of the machine, never of a submission."""


@dataclass(frozen=True)
class RunAhead:
    """Given cells that were run once, for every kernel that begins after them.

    Attributes:
        name: what they are known by.
        records: what each cell showed, as pairs of a kind and a text (see labgrader/inside/records.py).
    """

    name: str
    records: list[list[tuple[str, str]]]


class ForkServer:
    """One warm process, for kernels that are confined in one way."""

    def __init__(self, confinement: Confinement) -> None:
        self.confinement = confinement
        self.line = ""  # how kernels are confined, in one line
        self._process: subprocess.Popen | None = None
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._ran: dict[str, RunAhead | None] = {}  # what the process that there is now has run
        atexit.register(self.close)

    def describe(self) -> str:
        """How kernels are confined, in one line.

        Raises:
            KernelStartError: nothing here confines them.
        """
        with self._lock:
            self._running()
        return self.line

    def folder(self) -> Path:
        """Where the folders of kernels are made: removed with the warm process, whichever way that ends.

        Raises:
            KernelStartError: nothing here confines kernels.
        """
        with self._lock:
            self._running()
            return self._folder

    def run_ahead(self, cells: tuple[str, ...], files: dict[str, bytes]) -> RunAhead | None:
        """Run given cells once, in a process of which kernels can then be forks.

        Args:
            cells: the course's own code, never a student's: it runs as the user who grades, outside of the sandbox.
            files: the given files, by relative path.

        Returns:
            None when each kernel has to run them itself: they raise an error, or there are too many of such processes.
        """
        sent = {name: base64.b64encode(content).decode() for name, content in sorted(files.items())}
        name = hashlib.sha256(json.dumps([cells, sent]).encode()).hexdigest()
        with self._lock:
            self._running()
            if name not in self._ran:
                self._ran[name] = None
                if len(self._ran) <= MAX_RUN_AHEAD:
                    answer = self._ask_again({"ahead": name, "cells": cells, "files": sent}, RUN_AHEAD_SECONDS)
                    if "error" not in answer:
                        self._ran[name] = RunAhead(name, answer["records"])
            return self._ran[name]

    def fork(self, **request: Any) -> int:
        """Start a kernel; the process id of its supervisor.

        Raises:
            KernelStartError: the warm process, and another one in its place, do not answer.
        """
        with self._lock:
            gone = not Path(request["folder"]).is_dir()  # with a process that has ended meanwhile
            if gone or (request["after"] and not self._ran.get(request["after"])):
                raise StaleError
            answer = self._ask_again(request, FORK_SECONDS)
            if "error" in answer:
                self._ran.pop(request["after"], None)
                raise StaleError
            return answer["pid"]

    def _ask_again(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Ask the process, or another one in its place."""
        for _ in range(2):
            self._running()
            if request.get("after") and request["after"] not in self._ran:
                raise StaleError
            with contextlib.suppress(BrokenPipeError):
                answer = self._ask(request, seconds)
                if answer is not None:
                    return answer
            self._end(patience=0)  # dead, or stopped: its kernels die with it
        raise KernelStartError("the process that starts kernels does not answer")

    def _running(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        self._end()
        self._folder = Path(tempfile.mkdtemp(prefix="labgrader-"))
        self._folder.chmod(0o711)  # kernels pass through it, and see nothing of it
        self._process = subprocess.Popen(
            [sys.executable, "-B", str(INSIDE), str(self._folder)],
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
        self._ran = {}
        if process is None:
            return
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=patience)
        process.kill()
        process.wait()
        process.stdout.close()
        shutil.rmtree(self._folder, ignore_errors=True)


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
