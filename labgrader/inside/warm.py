"""A process that has imported the slow libraries once, and forks a confined kernel for each request.

Requests and answers are JSON, one a line. The first says how kernels are confined (`labgrader.sandbox` makes it), and
is answered with the mode, `{"mode": …, "line": …}`, or with `{"error": …}`. Each of the others has an `id`, which its
answer has, too, and there are two kinds:

`{"folder": …, "env": {…}, "output": …, "after": …}` is for a run, answered with `{"pid": …}`, the process id of its
supervisor. `after` names given cells that have been run for it; without, it begins empty.

`{"ahead": name, "cells": […], "files": {…}}` asks for a process that has run given cells, from which such kernels are
forked; answered with `{"records": […]}`, what each of the cells showed, or with `{"error": …}` when kernels must run
them themselves. Other requests are answered meanwhile. `{"leave": name}` has such a process end, when its kernels have.

When standard input ends, the kernels are killed, their folders removed, and the process ends.

Only one thread may exist before a fork: the caller sets OMP_NUM_THREADS=1 and its like.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import shutil
import signal
import sys
import time
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from .confine import libraries, linux, machine, modes, seccomp, supervisor, view
from .confine.pipes import Inner

if TYPE_CHECKING:
    from .ahead import Ahead

# torch._dynamo takes more than a second, and torch imports it for whoever makes an optimizer.
LIBRARIES = (
    "numpy",
    "torch",
    "torch.utils.data",
    "torch._dynamo",
    "matplotlib",
    "matplotlib.pyplot",
    "mpl_toolkits.mplot3d",
)
PATIENCE = 3.0  # seconds for the supervisors to end
LOOK = 0.05  # seconds between two looks whether they have


def serve(folder: str) -> None:
    """Answer requests until standard input ends; then remove the folder that those of the kernels are in."""
    me = os.getpid()
    try:
        _serve(folder)
    finally:
        if os.getpid() == me:  # and not a fork of it that failed
            shutil.rmtree(folder, ignore_errors=True)


def _serve(folder: str) -> None:
    answers, sys.stdout = sys.stdout, sys.stderr
    settings = json.loads(sys.stdin.readline())
    try:
        roots = libraries.readable(settings["protected"])
        plan, line = machine.choose(settings["mode"], roots, settings["limits"], allow_none=settings["allow_none"])
    except (libraries.NotApartError, machine.NoSandboxError) as error:
        _say(answers, {"error": str(error)})
        return
    if plan.mode != "none":
        seccomp.build(alone=plan.alone)
    sys.path[:] = libraries.module_paths(roots)
    for library in LIBRARIES:
        with suppress(ImportError):
            import_module(library)
    import_module("labgrader_inside.ahead")
    import_module("labgrader_inside.warmup").warm_up()
    fonts = _fonts()
    gc.freeze()  # a collection in a fork would copy every page that it marks
    _say(answers, {"mode": plan.mode, "line": line})
    _Server(plan, fonts, answers, folder).serve(sys.stdin.fileno())


class _Server:
    """Forks kernels from this process, or passes the request on to one that has run given cells.

    Args:
        answers: the file that answers are written to.
        folder: which is removed when all ends, however it does.
        ahead: what this process has run already.
    """

    def __init__(
        self, plan: modes.Plan, fonts: dict[str, bytes], answers, folder: str, ahead: Ahead | None = None
    ) -> None:
        self.plan, self.fonts, self.answers, self.folder, self.ahead = plan, fonts, answers, folder, ahead
        self.kept: dict[int, str] = {}  # the folders of kernels that may still be there, by their supervisor
        self.others: dict[str, tuple] = {}  # those that have run given cells: files for requests and for answers
        self.running: dict[int, dict] = {}  # the requests for those that run them now, by where their answer comes
        self.parent, self.leaves = os.getppid(), False

    def serve(self, requests: int) -> None:
        """Answer requests until there are no more; then end every kernel.

        Args:
            requests: the descriptor that they come from.
        """
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the supervisors are reaped by the system
        begun = b""  # of a line
        while True:
            ready = _readable([requests, *self.running])
            for descriptor in ready & self.running.keys():
                self._has_run_ahead(descriptor)
            if requests in ready:
                data = os.read(requests, 1 << 16)
                if not data:
                    break
                *lines, begun = (begun + data).split(b"\n")
                for line in lines:
                    self._answer(json.loads(line))
        for asks, answers in self.others.values():
            asks.close()
            answers.read()  # until it has ended
        while self.leaves and any(map(_is_there, self.kept)) and os.getppid() == self.parent:
            time.sleep(LOOK)
        if not self.leaves or os.getppid() != self.parent:
            _end(self.kept)

    def _answer(self, request: dict) -> None:
        if "ahead" in request:
            self._run_ahead(request)
        elif request.get("leave") == "":
            self.leaves = True
        elif "leave" in request:
            self._leave(request["leave"])
            _say(self.answers, {"id": request["id"]})
        elif request.get("after"):
            _say(self.answers, self._pass_on(request) | {"id": request["id"]})
        else:
            _assert_one_thread()
            pid = self._start(request)
            self.kept = {old: f for old, f in self.kept.items() if os.path.exists(f)} | {pid: request["folder"]}
            _say(self.answers, {"pid": pid, "id": request["id"]})

    def _run_ahead(self, request: dict) -> None:
        """Fork a process that runs given cells, and then forks kernels."""
        _assert_one_thread()
        (their_requests, requests), (answers, their_answers) = os.pipe(), os.pipe()
        if os.fork() == 0:
            self._forget_pipes()
            for descriptor in (requests, answers):
                os.close(descriptor)
            _silence()
            if sys.platform == "linux":
                linux.set_name("labgrader-given")
            with suppress(BrokenPipeError), open(their_answers, "w") as file:
                try:
                    work = view.WORK if self.plan.alone else ""
                    ahead = sys.modules["labgrader_inside.ahead"].Ahead(
                        request["cells"], request["files"], work, self.folder
                    )
                except BaseException as error:
                    _say(file, {"error": f"{type(error).__name__}: {error}"})
                    os._exit(1)
                gc.freeze()
                _say(file, {"records": ahead.records})
                _Server(self.plan, self.fonts, file, self.folder, ahead).serve(their_requests)
            os._exit(0)
        os.close(their_requests)
        os.close(their_answers)
        self.others[request["ahead"]] = open(requests, "w"), open(answers)
        self.running[answers] = {"id": request["id"], "ahead": request["ahead"]}

    def _has_run_ahead(self, descriptor: int) -> None:
        """Pass on what came of given cells."""
        request = self.running.pop(descriptor)
        asks, answers = self.others[request["ahead"]]
        answer = json.loads(answers.readline() or '{"error": "it ended"}')
        if "error" in answer:
            asks.close()
            answers.close()
            del self.others[request["ahead"]]
        _say(self.answers, answer | {"id": request["id"]})

    def _leave(self, name: str) -> None:
        """Have a process that has run given cells end when its kernels have; one that is still running them stays."""
        if name in self.others and self.others[name][1].fileno() not in self.running:
            asks, answers = self.others.pop(name)
            with suppress(BrokenPipeError):
                _say(asks, {"leave": ""})
                asks.close()
            answers.close()

    def _pass_on(self, request: dict) -> dict:
        try:
            asks, answers = self.others[request["after"]]
            _say(asks, request | {"after": ""})
            return json.loads(answers.readline())
        except (KeyError, BrokenPipeError, ValueError):
            self.others.pop(request["after"], None)
            return {"error": "the process that had run the given cells has ended"}

    def _forget_pipes(self) -> None:
        """In a fork: the ends of others' pipes are not its own, and must not outlive this process."""
        self.answers.close()
        for files in self.others.values():
            for file in files:
                os.close(file.fileno())
                file.detach()
        self.others, self.running = {}, {}

    def _start(self, request: dict) -> int:
        """Fork the supervisor of a new kernel; its process id."""
        pid = os.fork()
        if pid == 0:
            self._forget_pipes()
            _silence()
            make = partial(become_kernel, request=request, fonts=self.fonts, ahead=self.ahead)
            supervisor.supervise(self.plan, request["folder"], make)
        return pid


def _readable(descriptors: list[int]) -> set[int]:
    """Those of which there is something to read, as soon as there is. Nothing is left open: forks would share it."""
    selector = selectors.PollSelector()
    for descriptor in descriptors:
        selector.register(descriptor, selectors.EVENT_READ)
    return {key.fd for key, _ in selector.select()}


def _say(file, answer: dict) -> None:
    print(json.dumps(answer), file=file, flush=True)


def _assert_one_thread() -> None:
    threads = len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 1
    if threads != 1:
        sys.exit(f"the warm process has {threads} threads; a fork of it could hang")


def _end(kept: dict[int, str]) -> None:
    """End every kernel that is left, and remove its folder."""
    deadline = time.monotonic() + PATIENCE
    for signum in (signal.SIGTERM, signal.SIGKILL):
        for pid in kept:
            with suppress(ProcessLookupError):
                os.kill(pid, signum)
        while any(map(_is_there, kept)) and time.monotonic() < deadline:
            time.sleep(0.01)
    for folder in kept.values():
        shutil.rmtree(folder, ignore_errors=True)


def _is_there(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def _silence() -> None:
    """No terminal, and none of the warm process's own pipes."""
    quiet = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(quiet, fd)
    os.close(quiet)
    sys.stdin = open(0, closefd=False)
    sys.stdout = sys.__stdout__ = open(1, "w", closefd=False)
    sys.stderr = sys.__stderr__ = open(2, "w", closefd=False)


def _fonts() -> dict[str, bytes]:
    """matplotlib's list of fonts, which takes seconds to make."""
    if "matplotlib" not in sys.modules:
        return {}
    folder = sys.modules["matplotlib"].get_cachedir()
    return {name: _read(os.path.join(folder, name)) for name in os.listdir(folder) if name.startswith("fontlist")}


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def become_kernel(
    place: modes.Place, ends: Inner, kept: int, request: dict, fonts: dict[str, bytes], ahead: Ahead | None
):
    """Turn this confined process into a kernel; gives what runs it.

    Args:
        ends: the kernel's ends of the run's pipes.
        kept: a descriptor that stays open.
        ahead: what this process has run already.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(ends.output, 1)
    os.dup2(ends.errors, 2)
    _close_all_but({0, 1, 2, kept, ends.requests, ends.records})
    settings = os.path.join(place.home, ".config", "matplotlib")
    os.environ.clear()
    os.environ.update(
        request["env"],
        HOME=place.home,
        USER="student",
        TMPDIR=place.temporary,
        IPYTHONDIR=os.path.join(place.home, ".ipython"),
        MPLCONFIGDIR=settings,
        PATH=os.pathsep.join((os.path.join(sys.prefix, "bin"), "/usr/local/bin", "/usr/bin", "/bin")),
    )
    os.makedirs(settings)
    for name, content in fonts.items():
        with open(os.path.join(settings, name), "wb") as file:
            file.write(content)
    if os.getuid() != os.geteuid():  # what may be opened goes by the second
        os.access = partial(os.access, effective_ids=True)
    os.chdir(place.work)
    sys.path.insert(0, "")
    sys.argv = ["ipykernel_launcher"]
    kernel = ahead.kernel if ahead else sys.modules["labgrader_inside.kernel"].make()
    kernel.take_over(ends.records, request["output"])
    if not place.terminals:
        kernel.shell.system = kernel.shell.system_raw  # `!command` without a terminal
    sys.modules["labgrader_inside.ahead"].reseed()
    if ahead:
        ahead.take_up_random_states()
    return partial(kernel.serve, ends.requests)


def _close_all_but(kept: set[int]) -> None:
    for first, last in zip([-1, *sorted(kept)], [*sorted(kept), 1 << 16], strict=True):
        if first + 1 < last:  # an empty range that ends at 0 would close everything
            os.closerange(first + 1, last)
