"""A process that has imported the slow libraries once, and forks a kernel for each request.

Requests and answers are JSON, one a line: `{"connection_file": …, "cwd": …, "env": {…}, "render": true}` →
`{"pid": …}`. When standard input ends, the kernels are killed and the process ends.

Only one thread may exist before a fork: the caller sets OMP_NUM_THREADS=1 and its like.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from contextlib import suppress
from importlib import import_module

LIBRARIES = ("numpy", "torch", "torch.utils.data", "matplotlib", "matplotlib.pyplot", "mpl_toolkits.mplot3d")


def serve() -> None:
    """Answer requests until standard input ends."""
    for library in LIBRARIES:
        with suppress(ImportError):
            import_module(library)
    import_module("matplotlib_inline.backend_inline")
    import_module("ipykernel.kernelapp")
    import_module("labgrader_inside.kernel")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernels are reaped by the system
    answers, sys.stdout = sys.stdout, sys.stderr
    children: list[int] = []
    for line in sys.stdin:
        threads = len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 1
        if threads != 1:
            sys.exit(f"the warm process has {threads} threads; a fork of it could hang")
        request = json.loads(line)
        pid = os.fork()
        if pid == 0:
            answers.close()
            become_kernel(**request)
        children.append(pid)
        print(json.dumps({"pid": pid}), file=answers, flush=True)
    for pid in children:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)


def become_kernel(connection_file: str, cwd: str, env: dict[str, str], render: bool) -> None:
    """Turn this fork into a Jupyter kernel; does not return."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    quiet = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(quiet, fd)
    sys.stdin = open(0, closefd=False)
    sys.stdout = sys.__stdout__ = open(1, "w", closefd=False)
    sys.stderr = sys.__stderr__ = open(2, "w", closefd=False)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    sys.path.insert(0, "")
    sys.argv = ["ipykernel_launcher"]
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    if "torch" in sys.modules:
        sys.modules["torch"].default_generator.seed()

    from ipykernel.kernelapp import IPKernelApp

    from .kernel import LabKernel

    app = IPKernelApp.instance(kernel_class=LabKernel, connection_file=connection_file)
    app.config.HistoryManager.hist_file = ":memory:"
    if not render:
        app.config.InlineBackend.figure_formats = set()
    app.initialize([])
    _show_figures_inline()
    app.start()
    os._exit(0)


def _show_figures_inline() -> None:
    """matplotlib was imported before there was a shell, so its inline backend must be told of it now."""
    if "matplotlib" in sys.modules:
        from matplotlib_inline import backend_inline

        sys.modules["matplotlib"].rcParams["backend"] = "module://matplotlib_inline.backend_inline"
        backend_inline._enable_matplotlib_integration()
