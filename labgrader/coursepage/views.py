"""Makes the pages, and the parts of them that are replaced while one looks."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from labgrader.coursepage.headers import TEMPLATES, static
from labgrader.coursepage.published import Entry, Work
from labgrader.coursepage.store import Store

SHOWN = 3  # submissions of a lab that are listed; older ones can be unfolded


@dataclass(frozen=True)
class Row:
    """One submission in the list: what is said of it, and where its feedback is."""

    entry: Entry
    said: str
    link: str
    chosen: bool


@dataclass(frozen=True)
class Reading:
    """The feedback that is shown beside the list.

    Attributes:
        key: differs when another page is to be shown.
        newest: it is shown because it is the newest, and gives way to a newer one.
    """

    key: str
    title: str
    entry: Entry
    address: str
    newest: bool


def said(entry: Entry, before: int | None) -> str:
    """Where a submission stands, in words."""
    if entry.standing == "waiting":
        queue = {None: "", 0: ", yours is next"}.get(before, f", {before} before yours")
        return f"Being graded{queue}"
    if entry.standing == "unreleased":
        return "Graded; its feedback is about to be released" if entry.counts else "Does not count; why follows"
    points = {"": "Answered", "not yet graded": "Not yet graded: your teacher looks at it"}.get(
        entry.points, entry.points
    )
    late = " (late)" if entry.late else ""
    return f"{points}. It counts{late}." if entry.counts else f"{points}. It does not count{late}."


class StudentView:
    """One student's page.

    Args:
        base: the address of the course page.
        own: it is looked at by the student, not by an instructor.
        chosen: the id of the submission whose feedback is shown; "" for the newest.
    """

    def __init__(self, store: Store, base: str, student: str, *, own: bool, chosen: str = "") -> None:
        self.student, self.own, self.base = student, own, base
        state, course = store.student(student), store.course()
        self.home = base if own else f"{base}student/{quote(student, safe='')}"
        found = [(e, lab.name, lab.title) for lab in course.labs for e in _work(state.labs, lab.name).submissions]
        readable = sorted((one for one in found if one[0].page), key=lambda one: one[0].at)
        picked = next((one for one in readable if one[0].id == chosen), None)
        self.reading = self._reading(picked or readable[-1], newest=picked is None) if readable else None
        self.labs = []
        for lab in course.labs:
            work = _work(state.labs, lab.name)
            rows = [self._row(entry, store.before(entry.id)) for entry in work.submissions]
            self.labs.append((lab.title, work.due or lab.due, rows[:SHOWN], rows[SHOWN:]))

    def _reading(self, one: tuple[Entry, str, str], *, newest: bool) -> Reading:
        entry, lab, title = one
        path = "/".join(quote(part, safe="") for part in (self.student, lab, entry.id))
        return Reading(f"{entry.id}-{entry.page}", title, entry, f"{self.base}feedback/{path}?v={entry.page}", newest)

    def _row(self, entry: Entry, before: int | None) -> Row:
        link = f"{self.home}?read={entry.id}#reading" if entry.page else ""
        chosen = self.reading is not None and self.reading.entry.id == entry.id
        return Row(entry, said(entry, before), link, chosen)

    def parts(self) -> dict[str, str]:
        """What is replaced when something has changed."""
        return {
            "work": render("work.html.j2", view=self),
            "reading": render("reading.html.j2", view=self),
            "key": self.reading.key if self.reading else "",
            "status": f"{self.reading.title}: {said(self.reading.entry, None)}" if self.reading else "",
        }

    def page(self, course: str, xsrf: str) -> str:
        """The whole page."""
        chosen = "" if self.reading is None or self.reading.newest else self.reading.entry.id
        address = f"{self.base}events/student/{quote(self.student, safe='')}?_xsrf={quote(xsrf)}&read={chosen}"
        return render("student.html.j2", view=self, course=course, events=address, title="Your feedback")


class CourseView:
    """The instructors' page."""

    def __init__(self, store: Store, base: str) -> None:
        self.base, self.course, now = base, store.course(), time.time()
        self.titles = {lab.name: lab.title for lab in self.course.labs}
        self.queue = [(w, self._link(w.student), max(0, round(now - w.since))) for w in self.course.queue]
        self.students = [(name, self._link(name), earned) for name, earned in sorted(self.course.students.items())]

    def _link(self, student: str) -> str:
        return f"{self.base}student/{quote(student, safe='')}"

    def parts(self) -> dict[str, str]:
        """What is replaced when something has changed."""
        return {"work": render("queue.html.j2", view=self), "reading": "", "key": "", "status": ""}

    def page(self, course: str, xsrf: str) -> str:
        """The whole page."""
        address = f"{self.base}events/course?_xsrf={quote(xsrf)}"
        return render("course.html.j2", view=self, course=course, events=address, title="The class")


def problem_page(told: str, base: str) -> str:
    """What somebody reads who cannot have what they asked for."""
    return render("problem.html.j2", course="", events="", title=told, base=base)


def render(name: str, **values: object) -> str:
    """One of our templates."""
    return _environment().get_template(name).render(values)


def _work(labs: dict[str, Work], name: str) -> Work:
    return labs.get(name) or Work()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(static=static)
    environment.filters["segment"] = lambda text: quote(text, safe="")
    return environment
