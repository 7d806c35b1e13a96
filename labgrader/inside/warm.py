"""A process that has imported the slow libraries once, and forks a confined kernel for each request.

Requests and answers are JSON, one a line. The first says how kernels are confined (`labgrader.sandbox` makes it), and
is answered with the mode, `{"mode": …, "line": …}`, or with `{"error": …}`. Each of the others is for a kernel:
`{"folder": …, "key": …, "env": {…}, "render": true}` → `{"pid": …}`, the process id of its keeper, when its sockets
are open. When standard input ends, the kernels are killed, their folders removed, and the process ends.

Only one thread may exist before a fork: the caller sets OMP_NUM_THREADS=1 and its like.
"""

from __future__ import annotations

import gc
import json
import os
import random
import shutil
import signal
import sys
import time
from contextlib import suppress
from functools import partial
from importlib import import_module

from .confine import keeper, libraries, machine, modes
from .confine.relay import Sockets

LIBRARIES = ("numpy", "torch", "torch.utils.data", "matplotlib", "matplotlib.pyplot", "mpl_toolkits.mplot3d")
PATIENCE = 3.0  # seconds for the keepers to end


def serve() -> None:
    """Answer requests until standard input ends."""
    answers, sys.stdout = sys.stdout, sys.stderr
    settings = json.loads(sys.stdin.readline())
    try:
        roots = libraries.readable(settings["protected"])
        plan, line = machine.choose(settings["mode"], roots, settings["limits"], allow_none=settings["allow_none"])
    except (libraries.NotApartError, machine.NoSandboxError) as error:
        _answer(answers, {"error": str(error)})
        return
    sys.path[:] = libraries.module_paths(roots)
    for library in LIBRARIES:
        with suppress(ImportError):
            import_module(library)
    import_module("labgrader_inside.app")
    fonts = _fonts()
    gc.freeze()  # a collection in a fork would copy every page that it marks
    _answer(answers, {"mode": plan.mode, "line": line})
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the keepers are reaped by the system
    kept: dict[int, str] = {}
    for request in map(json.loads, sys.stdin):
        _assert_one_thread()
        pid = _start(plan, request, fonts, answers)
        kept = {old: folder for old, folder in kept.items() if os.path.exists(folder)} | {pid: request["folder"]}
        _answer(answers, {"pid": pid})
    _end(kept)


def _start(plan: modes.Plan, request: dict, fonts: dict[str, bytes], answers) -> int:
    """Fork the keeper of a new kernel; its process id."""
    sockets = Sockets(os.path.join(request["folder"], "wire"))
    pid = os.fork()
    if pid == 0:
        answers.close()
        _silence()
        make = partial(become_kernel, request=request, sockets=sockets, fonts=fonts)
        keeper.keep(plan, request["folder"], sockets, make)
    sockets.close(sockets.outer | sockets.inner)
    return pid


def _answer(file, answer: dict) -> None:
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


def become_kernel(place: modes.Place, kept: int, request: dict, sockets: Sockets, fonts: dict[str, bytes]):
    """Turn this confined process into a Jupyter kernel; gives what runs it.

    Args:
        kept: a descriptor that stays open.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    descriptors = {name: listener.detach() for name, listener in sockets.inner.items()}
    _close_all_but({0, 1, 2, kept, *descriptors.values()})
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
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    if "torch" in sys.modules:
        sys.modules["torch"].default_generator.seed()
    app = sys.modules["labgrader_inside.app"]
    made = app.make(descriptors, request["key"], render=request["render"], output=request["output"])
    if not place.terminals:
        made.shell.system = made.shell.system_raw  # `!command` without a terminal
    return made.start


def _close_all_but(kept: set[int]) -> None:
    for first, last in zip([-1, *sorted(kept)], [*sorted(kept), 1 << 16], strict=True):
        if first + 1 < last:  # an empty range that ends at 0 would close everything
            os.closerange(first + 1, last)
