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

    def _reply(self, stream, ident, parent, content: dict) -> None:
        self.session.send(stream, parent["header"]["msg_type"].replace("_request", "_reply"), content, parent, ident)

    async def labgrader_evidence_request(self, stream, ident, parent) -> None:
        """Report the state of the student's namespace."""
        evidence = {
            "version": 1,
            "names": snapshot.names(self.shell.user_ns, self._loaders.number),
            "epochs": self._loaders.report(),
            "figures": self._figures.report(),
        }
        self._reply(stream, ident, parent, {"status": "ok", "evidence": json.dumps(evidence)})

    async def labgrader_probe_request(self, stream, ident, parent) -> None:
        """Run a probe in a copy of the student's namespace, and report the names that it assigned."""
        before = self.shell.user_ns
        namespace = dict(before)
        error = ""
        try:
            exec(compile(parent["content"]["code"], "<probe>", "exec"), namespace)
        except BaseException as raised:  # the student's function may raise anything
            error = f"{type(raised).__name__}: {raised}"
        assigned = {k: v for k, v in namespace.items() if k not in before or before[k] is not v}
        evidence = {"version": 1, "names": snapshot.names(assigned, self._loaders.number), "notes": []}
        if error:
            evidence["notes"].append(snapshot.text(error))
        self._reply(stream, ident, parent, {"status": "ok", "evidence": json.dumps(evidence)})
