"""An IPython kernel without a client: it runs the cells that it is sent, and writes records of what comes of each.

Evidence is collected beside the running of code, so that a cell that fails does not hide it, and it does not pass
through the input transformers and hooks that a notebook may have changed.
"""

from __future__ import annotations

import asyncio
import json
import os
import selectors
import sys
import threading
from contextlib import suppress
from types import SimpleNamespace

import ipykernel.debugger
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.profiledir import ProfileDir
from matplotlib_inline import backend_inline
from tornado.ioloop import IOLoop
from traitlets.config import Config

from . import displays, interrupts, pictures, snapshot
from .confine.pipes import BEGAN, ENDED, EVIDENCE, LENGTH, PROBED
from .plain import error_text
from .records import Records, RecordSession, Stream
from .watches import Watches

ipykernel.debugger._is_debugpy_available = False  # it would open a port


class LabKernel(IPythonKernel):
    """The kernel in which submissions run.

    Attributes:
        records: where what comes of the cells is written.
        watches: what the cells make.
        streams: standard output and error.
    """

    records: Records
    watches: Watches
    streams: tuple[Stream, Stream]
    process = 0  # the one that serves

    def take_over(self, records: int, printed: int) -> None:
        """In the confined process, which may be a fork of the one that made this kernel: write to the run's pipe.

        Args:
            records: the descriptor that they are written to.
            printed: characters that a cell may print.
        """
        self.records.connect(records, printed)
        sys.stdout, sys.stderr = self.streams
        self.shell.init_environment()
        self.shell.ipython_dir = os.environ["IPYTHONDIR"]
        os.makedirs(self.shell.ipython_dir, exist_ok=True)
        self.shell.profile_dir = ProfileDir.create_profile_dir_by_name(self.shell.ipython_dir)

    def serve(self, requests: int) -> None:
        """Answer requests, each with its length before it, until there are no more.

        Args:
            requests: the descriptor that they come from.
        """
        self.process = os.getpid()
        interrupts.ignore()
        loop = asyncio.SelectorEventLoop(selectors.PollSelector())  # a fork of a cell's would share one of epoll's
        asyncio.set_event_loop(loop)
        loop.run_until_complete(self._serve(requests))

    async def _serve(self, requests: int) -> None:
        self.io_loop = IOLoop.current()
        self.shell_channel_thread = SimpleNamespace(parent_thread=threading.current_thread())
        reader = asyncio.StreamReader()
        protocol = asyncio.StreamReaderProtocol(reader)
        await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, open(requests, "rb", 0))
        while True:
            try:
                length = int.from_bytes(await reader.readexactly(LENGTH), "big")
                request = json.loads(await reader.readexactly(length))
            except asyncio.IncompleteReadError:
                return
            if "evidence" in request:
                self.records.write(EVIDENCE, self._report(self._evidence))
            elif "probe" in request:
                self.records.write(PROBED, self._report(lambda code=request["probe"]: self._probe(code)))
            else:
                self.records.begin(request["cell"])
                if request["draw"]:
                    draw(self.shell, {"png"})
                await self._run(request["source"])
                self.records.write(ENDED, b"")
            if os.getpid() != self.process:
                os._exit(0)  # a fork that came back from student code

    async def _run(self, source: str) -> None:
        """Run a cell, as it is run in JupyterLab. Nothing that it does is raised here."""
        if not source.strip():
            return
        header = self.session.msg_header("execute_request")
        self.set_parent([], {"header": header, "parent_header": {}, "metadata": {}, "content": {"code": source}})
        self.begin_cell()
        with suppress(BaseException), interrupts.let_through():
            await self.do_execute(source, silent=False, store_history=True, allow_stdin=False)
        interrupts.ignore()
        with suppress(BaseException):  # what the student put in their place
            sys.stdout.flush()
            sys.stderr.flush()

    def begin_cell(self) -> None:
        """Note the execution count of the cell that begins."""
        self.watches.running = self.shell.execution_count
        self.records.write(BEGAN, str(self.shell.execution_count).encode())

    def _report(self, collect) -> bytes:
        """Evidence as JSON; nothing when collecting it fails, so that nobody waits for it."""
        with suppress(BaseException), interrupts.let_through():
            return json.dumps({"version": 1, **collect()}, ensure_ascii=False).encode("utf-8", "replace")
        return b""

    def _evidence(self) -> dict:
        """The state of the student's namespace."""
        return {
            "names": snapshot.names(self.shell.user_ns, self.watches.loaders.number),
            "epochs": self.watches.loaders.report(),
            "figures": self.watches.figures.report(),
            "figures_left_out": self.watches.figures.left_out(),
            "backwards": self.watches.backwards.report(),
        }

    def _probe(self, code: str) -> dict:
        """Run a probe in a copy of the student's namespace: the names that it assigned."""
        assigned = Assigned(dict(self.shell.user_ns))
        notes = []
        try:
            exec(compile(code, "<probe>", "exec"), assigned.namespace, assigned)
        except BaseException as error:  # the student's function may raise anything
            notes = [error_text(error)]
        return {"names": snapshot.names(assigned, self.watches.loaders.number), "notes": notes}


class Assigned(dict):
    """The names that code assigns while it runs in a namespace: a student's variable of the same name is none."""

    def __init__(self, namespace: dict) -> None:
        super().__init__()
        self.namespace = namespace

    def __setitem__(self, name, value) -> None:
        super().__setitem__(name, value)
        self.namespace[name] = value

    def __delitem__(self, name) -> None:
        self.pop(name, None)
        del self.namespace[name]


def make() -> LabKernel:
    """A kernel of this process, and of its forks, which watches what cells make from now on."""
    watches, records = Watches(), Records()
    watches.watch()
    sys.stdout, sys.stderr = streams = Stream("stdout", records), Stream("stderr", records)
    for patch in (IPKernelApp.init_pdb, IPKernelApp.patch_io):  # of libraries that are otherwise in a notebook
        patch(None)
    config = Config()
    config.HistoryManager.hist_file = ":memory:"
    app = IPKernelApp.instance(config=config)  # libraries ask it for its kernel
    app.kernel = kernel = LabKernel.instance(parent=app, session=RecordSession(records))
    kernel.records, kernel.watches, kernel.streams = records, watches, streams
    kernel.shell.ask_exit = lambda: print("exit() does nothing here: the notebook runs to its end.")
    kernel.shell.extension_manager.load_extension("storemagic")
    begin(kernel.shell, watches)
    return kernel


def begin(shell: ZMQInteractiveShell, watches: Watches) -> None:
    """Watch each cell's figures, and show them where they are made, without drawing them."""
    shell.events.register("post_run_cell", lambda result: watches.figures.update())
    if "matplotlib" in sys.modules:  # imported before there was a shell, so its inline backend is told of it now
        pictures.take_over()
        displays.take_over(shell)
        sys.modules["matplotlib"].rcParams["backend"] = "module://matplotlib_inline.backend_inline"
        draw(shell, set())
        backend_inline._enable_matplotlib_integration()


def draw(shell: ZMQInteractiveShell, formats: set[str]) -> None:
    """Choose in which formats figures are drawn; with none, they are shown as a line of text."""
    inline = sys.modules["matplotlib_inline.config"].InlineBackend.instance(parent=shell)
    inline.shell = shell
    pictures.want(bool(formats))
    inline.figure_formats = formats
