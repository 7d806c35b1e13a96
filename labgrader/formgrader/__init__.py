"""A server extension beside nbgrader's formgrader: its buttons that write to the course do so in another process.

nbgrader's own handlers grade in the event loop: nobody else's page loads meanwhile. And they know no course lock.
Enable it where the formgrader is enabled: `"labgrader.formgrader": true` among `ServerApp.jpserver_extensions`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from jupyter_server.serverapp import ServerApp
from nbgrader.server_extensions.formgrader import apihandlers
from nbgrader.server_extensions.formgrader.base import BaseApiHandler, check_notebook_dir, check_xsrf
from tornado import web

from labgrader.formgrader.worker import Worker

# nbgrader's handlers that write, and the method of its API that each calls.
STEPS = {
    apihandlers.AssignHandler: "generate_assignment",
    apihandlers.ReleaseHandler: "release_assignment",
    apihandlers.UnReleaseHandler: "unrelease",
    apihandlers.CollectHandler: "collect",
    apihandlers.AutogradeHandler: "autograde",
    apihandlers.GenerateAllFeedbackHandler: "generate_feedback",
    apihandlers.GenerateFeedbackHandler: "generate_feedback",
    apihandlers.ReleaseAllFeedbackHandler: "release_feedback",
    apihandlers.ReleaseFeedbackHandler: "release_feedback",
}


def _post(worker: Worker, step: str) -> Callable[..., Any]:
    @web.authenticated
    @check_xsrf
    @check_notebook_dir
    async def post(self: BaseApiHandler, *names: str) -> None:
        self.write(json.dumps(await worker.do(self.coursedir.root, step, names)))

    return post


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "labgrader.formgrader"}]


def _load_jupyter_server_extension(app: ServerApp) -> None:
    """Called by Jupyter's server when it starts; nbgrader's routes stay, whichever extension is loaded first."""
    worker = Worker()
    for handler, step in STEPS.items():
        handler.post = _post(worker, step)
    app.log.info("labgrader: the formgrader's steps run in a process of their own")
