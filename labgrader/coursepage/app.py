"""The process that serves the course page, as the hub starts it."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
import threading
from pathlib import Path
from urllib.parse import urlsplit

from jupyterhub.services.auth import HubOAuth
from tornado.httpserver import HTTPServer
from tornado.web import Application

from labgrader.coursepage import headers
from labgrader.coursepage.confinement import confine
from labgrader.coursepage.handlers import LOOK, ROUTES
from labgrader.coursepage.store import Store

REMEMBERED = 60  # seconds for which the hub is not asked again who somebody is, and what they may do

log = logging.getLogger("labgrader.coursepage")


def application(folder: Path, *, base: str, service: str, course: str) -> Application:
    """The page, at an address.

    Args:
        folder: of what is published.
        base: the address, with a slash at both ends.
        service: its name in the hub.
        course: the course's name.
    """
    return Application(
        [(re.escape(base) + path, handler) for path, handler in ROUTES],
        store=Store(folder),
        base=base,
        course=course,
        instructor_scope=f"custom:coursepage:instructor!service={service}",
        cookie_secret=os.urandom(32),  # of logins that are under way
        xsrf_cookies=True,
        ending=threading.Event(),
    )


def serve(folder: Path) -> None:
    """Serve until the hub ends it. The hub's environment says where, and for whom."""
    base, name = os.environ["JUPYTERHUB_SERVICE_PREFIX"], os.environ["JUPYTERHUB_SERVICE_NAME"]
    at = urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
    HubOAuth.instance(cache_max_age=REMEMBERED)
    headers.page_policy()
    if not confine(folder):
        log.warning("This kernel has no Landlock: its account alone keeps the course page from other files.")
    app = application(folder, base=base, service=name, course=os.environ.get("LABGRADER_COURSE", name))
    asyncio.run(_listen(app, at.port, at.hostname))


async def _listen(app: Application, port: int, host: str) -> None:
    server = HTTPServer(app, xheaders=True)
    server.listen(port, host)
    ended, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    await ended.wait()
    server.stop()
    app.settings["ending"].set()
    await asyncio.sleep(2 * LOOK)  # in which those who look are let go
