"""An IPython kernel with two more requests: `labgrader_evidence_request` and `labgrader_probe_request`.

They are messages of their own, beside `execute_request`, so that a cell that fails does not hide the evidence, and
neither passes through the input transformers and hooks that a notebook may have changed.
"""

from __future__ import annotations

import json
from contextlib import suppress

from ipykernel.ipkernel import IPythonKernel

from . import snapshot
from .figures import FigureWatch
from .loaders import LoaderWatch
from .plain import error_text


class LabKernel(IPythonKernel):
    """The kernel in which submissions run."""

    msg_types = [*IPythonKernel.msg_types, "labgrader_evidence_request", "labgrader_probe_request"]
    control_msg_types = [*IPythonKernel.control_msg_types, *msg_types[-2:]]

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        self.shell.ask_exit = lambda: print("exit() does nothing here: the notebook runs to its end.")
        self._running = 0
        self._figures = FigureWatch(self._cell)
        self._loaders = LoaderWatch(self._cell)
        for watch in (self._figures, self._loaders):
            with suppress(ImportError):  # a lab without matplotlib or torch
                watch.watch()
        self.shell.events.register("post_run_cell", lambda result: self._figures.update())

    def _cell(self) -> int:
        """The execution count of the cell that is running (the shell's own is ahead of it while a cell runs)."""
        return self._running

    async def execute_request(self, stream, ident, parent) -> None:
        self._running = self.shell.execution_count
        await super().execute_request(stream, ident, parent)

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
                "names": snapshot.names(self.shell.user_ns, self._loaders.number),
                "epochs": self._loaders.report(),
                "figures": self._figures.report(),
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
            stream, ident, parent, lambda: {"names": snapshot.names(assigned, self._loaders.number), "notes": notes}
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
