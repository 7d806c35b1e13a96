"""Answers requests: each only to whom it may be answered. Nothing can be changed, so only GET is answered."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path

from jupyterhub.services.auth import HubOAuthCallbackHandler, HubOAuthenticated
from tornado import web
from tornado.iostream import StreamClosedError

from labgrader.coursepage.headers import EVERYWHERE, FEEDBACK, page_policy
from labgrader.coursepage.store import Store, changed
from labgrader.coursepage.views import CourseView, StudentView, problem_page

LOOK = 0.3  # seconds between two looks at what is published
HEARTBEAT = 15.0  # after which a proxy must hear something
CONNECTED = 600.0  # after which a browser connects anew, and is asked again who it is
TOLD = {403: "This page is not for you.", 404: "There is no such page."}


class Answer(web.RequestHandler):
    """What a browser may do with an answer, and what it shows when there is none."""

    def set_default_headers(self) -> None:
        for name, value in EVERYWHERE.items():
            self.set_header(name, value)
        self.set_header("Content-Security-Policy", page_policy())

    def write_error(self, status_code: int, **kwargs: object) -> None:
        """A page of one sentence; what went wrong stands in the log."""
        told = TOLD.get(status_code, "That did not work.")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Security-Policy", page_policy())
        self.finish(problem_page(told, self.settings["base"]))


class Page(HubOAuthenticated, Answer):
    """What all have in common for which one must be somebody: who asks."""

    @property
    def store(self) -> Store:
        return self.settings["store"]

    @property
    def base(self) -> str:
        return self.settings["base"]

    async def prepare(self) -> None:
        """Ask the hub without making others wait; what it says is remembered for this request."""
        await self.hub_auth.get_user(self, sync=False)

    @property
    def is_instructor(self) -> bool:
        return bool(self.hub_auth.check_scopes({self.settings["instructor_scope"]}, self.current_user))

    def only_for(self, student: str | None = None) -> None:
        """Refuse whoever is neither that student nor an instructor, before anything is looked up.

        Raises:
            HTTPError: 403.
        """
        own = student is not None and self.current_user.get("kind") == "user" and self.current_user["name"] == student
        if not own and not self.is_instructor:
            raise web.HTTPError(403)

    def student_view(self, student: str) -> StudentView:
        """A student's page.

        Raises:
            HTTPError: 404, as that is no student's name.
        """
        own = self.current_user["name"] == student and not self.is_instructor
        try:
            return StudentView(self.store, self.base, student, own=own, chosen=self.get_query_argument("read", ""))
        except ValueError as error:
            raise web.HTTPError(404) from error

    def show(self, view: StudentView | CourseView) -> None:
        """Send a page."""
        self.write(view.page(self.settings["course"], self.xsrf_token.decode("ascii")))


class Home(Page):
    """A student's own page; of an instructor, the class."""

    @web.authenticated
    def get(self) -> None:
        if self.is_instructor:
            self.show(CourseView(self.store, self.base))
        else:
            self.show(self.student_view(self.current_user["name"]))


class Student(Page):
    """A student's page by name."""

    @web.authenticated
    def get(self, student: str) -> None:
        self.only_for(student)
        self.show(self.student_view(student))


class Document(Page):
    """A page that shows what students wrote: a response of its own, which belongs to no origin."""

    def send(self, path: Path) -> None:
        """Send it.

        Raises:
            HTTPError: 404.
        """
        try:
            content = path.read_bytes()
        except FileNotFoundError as error:
            raise web.HTTPError(404) from error
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Security-Policy", FEEDBACK)
        self.write(content)


class Feedback(Document):
    """The feedback of one submission."""

    @web.authenticated
    def get(self, student: str, lab: str, id: str) -> None:
        self.only_for(student)
        try:
            work = self.store.student(student).labs.get(lab)
        except ValueError as error:
            raise web.HTTPError(404) from error
        if work is None or all(entry.id != id or not entry.page for entry in work.submissions):
            raise web.HTTPError(404)
        self.send(self.store.page_path(student, lab, id))


class Report(Document):
    """The class report of a lab."""

    @web.authenticated
    def get(self, lab: str) -> None:
        self.only_for()
        if all(known.name != lab for known in self.store.course().labs):
            raise web.HTTPError(404)
        self.send(self.store.report_path(lab))


class Events(Page):
    """Server-sent events: parts of a page, each time they have changed."""

    @web.authenticated
    async def get(self, which: str, student: str = "") -> None:
        self.only_for(student if which == "student" else None)
        self.set_header("Content-Type", "text/event-stream")
        before, spoke, until = None, time.monotonic(), time.monotonic() + CONNECTED
        while time.monotonic() < until and not self.settings["ending"].is_set():
            try:
                seen = self.store.seen(student) if student else changed(self.store.course_path)
                if seen != before:
                    view = self.student_view(student) if student else CourseView(self.store, self.base)
                    self.write(f"event: parts\ndata: {json.dumps(view.parts())}\n\n")
                elif time.monotonic() - spoke > HEARTBEAT:
                    self.write(": still here\n\n")
                if seen != before or time.monotonic() - spoke > HEARTBEAT:
                    await self.flush()
                    before, spoke = seen, time.monotonic()
            except StreamClosedError:
                return
            except ValueError as error:
                raise web.HTTPError(404) from error
            await asyncio.sleep(LOOK)


class LoggedIn(Answer, HubOAuthCallbackHandler):
    """Where the hub sends a browser back to, once it knows who that is."""


class Health(Answer):
    """That it runs."""

    def get(self) -> None:
        self.write("ok\n")


class Nothing(Page):
    """Every other address."""

    @web.authenticated
    def get(self) -> None:
        raise web.HTTPError(404)


ROUTES = [
    ("", Home),
    ("student/([^/]+)", Student),
    ("feedback/([^/]+)/([^/]+)/([^/]+)", Feedback),
    ("report/([^/]+)", Report),
    ("events/(student)/([^/]+)", Events),
    ("events/(course)", Events),
    ("health", Health),
    ("oauth_callback", LoggedIn),
    (".*", Nothing),
]
