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
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psutil

from labgrader.sandbox import Confinement

INSIDE = Path(__file__).parent / "inside" / "__main__.py"
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
KEPT = ("LANG", "LC_ALL", "TZ")
START_SECONDS = 120  # to import the libraries, from a cold disk
FORK_SECONDS = 20
RUN_AHEAD_SECONDS = 60
# Processes that have run given cells: one for each set of data, as many as fit into an eighth of the memory.
RUN_AHEAD_BYTES = 40_000_000
MAX_RUN_AHEAD = min(200, psutil.virtual_memory().total // 8 // RUN_AHEAD_BYTES)


class KernelStartError(RuntimeError):
    """A kernel could not be started: a fault of ours or of the machine, never of a submission."""


class StaleError(KernelStartError):
    """A process that the kernel comes from is gone: try again."""


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
    """One warm process, for kernels that are confined in one way. Any thread may ask it."""

    def __init__(self, confinement: Confinement) -> None:
        self.confinement = confinement
        self._process: _Process | None = None
        self._lock = threading.Lock()  # of starting and ending it
        atexit.register(self.close)

    def describe(self) -> str:
        """How kernels are confined, in one line.

        Raises:
            KernelStartError: nothing here confines them.
        """
        return self._running().line

    def folder(self) -> Path:
        """Where the folders of kernels are made: removed with the warm process, whichever way that ends.

        Raises:
            KernelStartError: nothing here confines kernels.
        """
        return self._running().folder

    def run_ahead(self, cells: tuple[str, ...], files: dict[str, bytes]) -> RunAhead | None:
        """Run given cells once, in a process of which kernels can then be forks.

        Args:
            cells: the course's own code, never a student's: it runs as the user who grades, outside of the sandbox.
            files: the given files, by relative path.

        Returns:
            None when each kernel has to run them itself: they raise an error.
        """
        name, sent = name_of(cells, files)
        process = self._running()
        with self._lock:
            known = process.ran.pop(name, None)
            ran = process.ran[name] = known or Future()  # behind the others: they are in the order of their last use
            old = next(iter(process.ran)) if len(process.ran) > MAX_RUN_AHEAD else ""
            process.ran.pop(old, None)
        if old:
            process.ask({"leave": old}, FORK_SECONDS)
        if known is None:
            answer = process.ask({"ahead": name, "cells": cells, "files": sent}, RUN_AHEAD_SECONDS)
            ran.set_result(RunAhead(name, answer["records"]) if answer and "error" not in answer else None)
        return ran.result()

    def fork(self, **request: Any) -> int:
        """Start a kernel; the process id of its supervisor.

        Raises:
            StaleError: the process that had run its given cells, or its folder, is gone.
            KernelStartError: the warm process, and another one in its place, do not answer.
        """
        after = request["after"]
        for _ in range(2):
            process = self._running()
            # Its folder is gone with a process that has ended meanwhile.
            if not Path(request["folder"]).is_dir() or (after and not self._has_run(process, after)):
                raise StaleError("what the kernel was to come from is gone")
            answer = process.ask(request, FORK_SECONDS)
            if answer is None:  # dead, or stopped: its kernels die with it
                with self._lock:
                    self._end(process, patience=0)
            elif "error" in answer:
                process.ran.pop(after, None)
                raise StaleError(answer["error"])
            else:
                return answer["pid"]
        raise KernelStartError("the process that starts kernels does not answer")

    def close(self) -> None:
        """End the warm process, and with it every kernel that is left."""
        with self._lock:
            self._end(self._process)

    def _has_run(self, process: _Process, name: str) -> bool:
        """Whether kernels can begin after some given cells, which are now the last that were used."""
        with self._lock:
            ran = process.ran.pop(name, None)
            if ran is not None:
                process.ran[name] = ran
        return ran is not None and ran.done() and ran.result() is not None

    def _running(self) -> _Process:
        with self._lock:
            if self._process is None or not self._process.is_there():
                self._end(self._process)
                self._process = _Process(self.confinement)
            return self._process

    def _end(self, process: _Process | None, patience: float = 5) -> None:
        if process is not None and process is self._process:
            self._process = None
            process.end(patience)


class _Process:
    """A warm process that has been started.

    Attributes:
        pid: its process id.
        line: how its kernels are confined.
        folder: where their folders are made.
        ran: what came of the given cells that it was asked to run, or will come, by their name.

    Raises:
        KernelStartError: it does not start, or nothing here confines kernels.
    """

    def __init__(self, confinement: Confinement) -> None:
        self.ran: dict[str, Future[RunAhead | None]] = {}
        self._waiting: dict[int, Future[dict[str, Any] | None]] = {}
        self._ids = count()
        self._writing = threading.Lock()
        self.folder = Path(tempfile.mkdtemp(prefix="labgrader-"))
        self.folder.chmod(0o711)  # kernels pass through it, and see nothing of it
        self._process = subprocess.Popen(
            [sys.executable, "-B", str(INSIDE), str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd="/",
            env=kernel_environment() | {"HOME": str(Path.home()), "MPLCONFIGDIR": str(_font_cache())},
            start_new_session=True,
        )
        settings = {
            "protected": confinement.protected,
            "mode": confinement.mode,
            "allow_none": confinement.allow_none,
            "limits": confinement.limits,
        }
        answer = self._begin(settings)
        if "error" in answer:
            self._process.stdout.close()
            self.end()
            raise KernelStartError(answer["error"])
        self.line, self.pid = answer["line"], self._process.pid
        threading.Thread(target=self._read, daemon=True).start()

    def is_there(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any] | None:
        """What it answers; None when it does not, or not in time."""
        answer: Future[dict[str, Any] | None] = Future()
        with self._writing:
            number = next(self._ids)
            self._waiting[number] = answer
            try:
                self._send(request | {"id": number})
            except (BrokenPipeError, ValueError):  # it has ended
                del self._waiting[number]
                return None
        try:
            return answer.result(seconds)
        except TimeoutError:
            return None
        finally:
            self._waiting.pop(number, None)

    def end(self, patience: float = 5) -> None:
        """End it, and remove its folder.

        Args:
            patience: seconds until it is killed.
        """
        if patience:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=patience)
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _begin(self, settings: dict[str, Any]) -> dict[str, Any]:
        with contextlib.suppress(BrokenPipeError), selectors.DefaultSelector() as selector:
            self._send(settings)
            selector.register(self._process.stdout, selectors.EVENT_READ)
            if selector.select(START_SECONDS) and (line := self._process.stdout.readline()):
                return json.loads(line)
        return {"error": "the process that starts kernels does not start"}

    def _send(self, request: dict[str, Any]) -> None:
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        self._process.stdin.flush()

    def _read(self) -> None:
        """Give each answer to who waits for it, until there are no more."""
        with self._process.stdout as answers:
            for line in answers:
                answer = json.loads(line)
                waiting = self._waiting.pop(answer["id"], None)
                if waiting is not None:
                    waiting.set_result(answer)
        with self._writing:  # who asks from now on gets an error when it writes
            while self._waiting:
                self._waiting.popitem()[1].set_result(None)


def name_of(cells: tuple[str, ...], files: dict[str, bytes]) -> tuple[str, dict[str, str]]:
    """What given cells and files are known by, and the files as they are sent."""
    sent = {name: base64.b64encode(content).decode() for name, content in sorted(files.items())}
    return hashlib.sha256(json.dumps([cells, sent]).encode()).hexdigest(), sent


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
