"""An IPython kernel with more requests: for evidence, for what a probe finds, and for drawing figures.

They are messages of their own, beside `execute_request`, so that a cell that fails does not hide the evidence, and
neither passes through the input transformers and hooks that a notebook may have changed.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress

from ipykernel.compiler import XCachingCompiler
from ipykernel.ipkernel import IPythonKernel
from ipykernel.zmqshell import ZMQInteractiveShell
from matplotlib_inline import backend_inline
from traitlets.config import Config

from . import pictures, snapshot
from .plain import error_text
from .watches import Watches

OURS = ("labgrader_evidence_request", "labgrader_probe_request", "labgrader_draw_request")


class LabKernel(IPythonKernel):
    """The kernel in which submissions run."""

    msg_types = [*IPythonKernel.msg_types, *OURS]
    control_msg_types = [*IPythonKernel.control_msg_types, *OURS]

    _begun = False
    ahead = None  # what was run before this process was forked, if anything was

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        self.shell.ask_exit = lambda: print("exit() does nothing here: the notebook runs to its end.")
        if self.ahead is not None:
            self._watches = self.ahead.watches
            self.shell.kernel, self.shell.parent, self.shell.profile_dir = self, self, self.profile_dir
        else:
            self._watches = Watches()
            self._watches.watch()
            begin(self.shell, self._watches)

    async def execute_request(self, stream, ident, parent) -> None:
        if self.ahead is not None and not self._begun:
            self.ahead.take_up_random_states()  # now, because a kernel draws some numbers while it starts
        self._begun = True
        self._watches.running = self.shell.execution_count
        await super().execute_request(stream, ident, parent)

    async def labgrader_draw_request(self, stream, ident, parent) -> None:
        """Draw the figures that are shown from now on: somebody will look at them."""
        draw(self.shell, {"png"})

    def _reply(self, stream, ident, parent, collect) -> None:
        """Answer with evidence; without any when collecting it fails, so that nobody waits for it."""
        content = {"status": "error"}
        with suppress(BaseException):
            content = {"status": "ok", "evidence": json.dumps({"version": 1, **collect()}, ensure_ascii=False)}
        self.session.send(stream, parent["header"]["msg_type"].replace("_request", "_reply"), content, parent, ident)

    async def labgrader_evidence_request(self, stream, ident, parent) -> None:
        """Report the state of the student's namespace."""
        self._reply(
            stream,
            ident,
            parent,
            lambda: {
                "names": snapshot.names(self.shell.user_ns, self._watches.loaders.number),
                "epochs": self._watches.loaders.report(),
                "figures": self._watches.figures.report(),
            },
        )

    async def labgrader_probe_request(self, stream, ident, parent) -> None:
        """Run a probe in a copy of the student's namespace, and report the names that it assigned."""
        assigned = Assigned(dict(self.shell.user_ns))
        notes = []
        try:
            exec(compile(parent["content"]["code"], "<probe>", "exec"), assigned.namespace, assigned)
        except BaseException as error:  # the student's function may raise anything
            notes = [error_text(error)]
        self._reply(
            stream,
            ident,
            parent,
            lambda: {"names": snapshot.names(assigned, self._watches.loaders.number), "notes": notes},
        )


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


def make_shell(watches: Watches) -> ZMQInteractiveShell:
    """A kernel's shell, before there is a kernel: the one that is made in this process later takes it over."""
    config = Config()
    config.HistoryManager.hist_file = ":memory:"
    shell = ZMQInteractiveShell.instance(config=config, user_ns={}, compiler_class=XCachingCompiler)
    begin(shell, watches)
    return shell


def begin(shell: ZMQInteractiveShell, watches: Watches) -> None:
    """Watch each cell's figures, and show them where they are made, without drawing them."""
    shell.events.register("post_run_cell", lambda result: watches.figures.update())
    if "matplotlib" in sys.modules:  # imported before there was a shell, so its inline backend is told of it now
        pictures.take_over()
        sys.modules["matplotlib"].rcParams["backend"] = "module://matplotlib_inline.backend_inline"
        draw(shell, set())
        backend_inline._enable_matplotlib_integration()


def draw(shell: ZMQInteractiveShell, formats: set[str]) -> None:
    """Choose in which formats figures are drawn; with none, they are shown as a line of text."""
    inline = sys.modules["matplotlib_inline.config"].InlineBackend.instance(parent=shell)
    inline.shell = shell
    pictures.want(bool(formats))
    inline.figure_formats = formats
