"""Publishes for the course page where each submission stands, and the feedback that was released.

A thread of the service does it, beside the grading, so that an arrival is seen while a long notebook runs. What it
publishes was released before, in nbgrader's exchange: by the service, or by an instructor in the formgrader.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

from labgrader.classreport import read_class, render, summarise
from labgrader.classreport.people import with_names
from labgrader.coursepage.published import (
    CourseState,
    Entry,
    LabFacts,
    Published,
    StudentState,
    Waiting,
    Work,
    entry_id,
)
from labgrader.lab import CourseError
from labgrader.onsubmit.overview import Overview, Standing, Submission
from labgrader.onsubmit.status import Watch, counts
from labgrader.page.questions import title
from labgrader.plaintext import plain
from labgrader.student_ids import student_id_problem
from labgrader.times import in_words
from labgrader.whole import clear_unfinished, write

PAUSE = 0.5  # seconds between two looks; the page may show what was released two seconds ago
SHARE = 0.1  # of one processor that looking may take, in a large class
REPORT_SECONDS = 60.0  # between two class reports of a lab
FOLDER, FILE = 0o750, 0o640  # the page's own account is in the folder's group
# Attributes in either order: nbconvert sorts them in what its exporters make.
POINTS = re.compile(rb'<meta (?=[^<>]*name="labgrader-points")[^<>]*content="([^"<>&]{1,60})"')
HEAD_BYTES = 2_000  # in which our templates say the points, before anything of a student's

log = logging.getLogger("labgrader.onsubmit")


class Publisher:
    """Publishes a course.

    Args:
        watch: reads where the course stands.
        folder: of what is published.
    """

    def __init__(self, watch: Watch, folder: Path) -> None:
        self.watch, self.published = watch, Published(folder)
        self._titles: dict[str, str] = {}
        self._written: dict[Path, str] = {}
        self._pages: dict[Path, tuple[int, str]] = {}  # the version of each page that is published, and its points
        self._works: dict[tuple[str, str], tuple[object, Work]] = {}  # of each student and lab, and what it was made of
        self._changed: set[str] = set()  # students whose state is to be written
        self._reported: dict[str, tuple[object, float]] = {}
        self._folder(self.published.folder)
        clear_unfinished(self.published.folder)

    def run(self, stopping: Event) -> None:
        """Publish, again and again, until it is to stop."""
        while not stopping.is_set():
            began = time.thread_time()
            self._safely(self.publish)
            stopping.wait(max(PAUSE, (time.thread_time() - began) / SHARE))
        self._safely(self.publish)

    def publish(self) -> None:
        """Publish what has changed."""
        course, students = CourseState(), {}
        for overview, found in self.watch.submissions():
            lab = overview.course.lab.name
            for student, submissions in found.items():
                if not student_id_problem(student):
                    work = self._work(overview, student, submissions)
                    students.setdefault(student, StudentState()).labs[lab] = work
            everything = [one for submissions in found.values() for one in submissions]
            waiting = [one for one in everything if one.standing is Standing.WAITING]
            course.queue += [
                Waiting(student=w.student, lab=lab, id=entry_id(w.name), since=w.handed_in) for w in waiting
            ]
            course.counts[lab] = counts(overview, everything).lasting
            self._report(overview, found, idle=not waiting)
            course.labs.append(self._facts(overview))
        course.queue.sort(key=lambda one: one.since)
        for student, state in students.items():
            if student in self._changed:
                self._write(self.published.state_path(student), state.model_dump_json())
                self._changed.discard(student)
            course.students[student] = {lab: _points(work) for lab, work in state.labs.items()}
        self._write(self.published.course_path, course.model_dump_json())

    def _work(self, overview: Overview, student: str, submissions: list[Submission]) -> Work:
        lab, due = overview.course.lab.name, overview.due(student)
        made_of, work = self._works.get((student, lab), (None, Work()))
        if made_of != (submissions, due):
            work = self._new_work(overview, student, submissions)
            self._works[student, lab] = ((submissions, due), work)
            self._changed.add(student)
        return work

    def _new_work(self, overview: Overview, student: str, submissions: list[Submission]) -> Work:
        zone, entries = overview.timezone, []
        for one in submissions:
            if one.standing in (Standing.ARRIVING, Standing.REFUSED):  # whose it is, nobody knows yet
                continue
            version, points = self._page(student, one)
            moment = datetime.fromtimestamp(one.handed_in, UTC)
            entries.append(
                Entry(
                    id=entry_id(one.name),
                    at=one.handed_in,
                    handed_in=in_words(moment, zone),
                    standing=one.standing,
                    counts=one.counts,
                    late=one.late,
                    points=points,
                    page=version,
                )
            )
        due = overview.due(student)
        return Work(due=in_words(due, zone) if due else "", submissions=entries[::-1])

    def _page(self, student: str, one: Submission) -> tuple[int, str]:
        """Publish the feedback of a submission; its version and the points that it says."""
        path = self.published.page_path(student, one.lab, entry_id(one.name))
        if one.page is None:
            return self._pages.get(path, (0, ""))
        if path not in self._pages or self._pages[path][0] != one.version:
            try:
                content = one.page.read_bytes()
            except FileNotFoundError:  # a new one is being put there
                return self._pages.get(path, (0, ""))
            self._folder(path.parent)
            write(path, content, FILE)
            points = POINTS.search(content[:HEAD_BYTES])
            self._pages[path] = (one.version, points[1].decode("utf-8", "replace") if points else "")
        return self._pages[path]

    def _facts(self, overview: Overview) -> LabFacts:
        lab, due = overview.course.lab, overview.arrived.duedate
        if lab.name not in self._titles:
            self._titles[lab.name] = plain(title(lab.source, lab.name))
        return LabFacts(
            name=lab.name,
            title=self._titles[lab.name],
            due=in_words(due, overview.timezone) if due else "",
            report=self.published.report_path(lab.name).is_file(),
        )

    def _report(self, overview: Overview, found: dict[str, list[Submission]], *, idle: bool) -> None:
        """Publish the class report of a lab, if there is anything new in it and nobody waits."""
        lab = overview.course.lab.name
        what = {(one.name, one.version) for all_of_one in found.values() for one in all_of_one if one.page}
        before, when = self._reported.get(lab, (None, -REPORT_SECONDS))
        if not what or what == before or not idle or time.monotonic() - when < REPORT_SECONDS:
            return
        self._reported[lab] = (what, time.monotonic())
        try:
            read = read_class(overview.course)
            page = render(summarise(read, with_names(read.people)), anonymous=False, when=datetime.now())
        except CourseError as error:  # nobody has been graded
            log.warning("No class report of %s: %s", lab, error)
            return
        self._write(self.published.report_path(lab), page)

    def _write(self, path: Path, content: str) -> None:
        if self._written.get(path) != content:
            self._folder(path.parent)
            write(path, content, FILE)
            self._written[path] = content

    def _folder(self, path: Path) -> None:
        """Make a folder and those above it; whose group it is, the one above says."""
        if not path.is_dir():
            self._folder(path.parent)
            path.mkdir(mode=FOLDER, exist_ok=True)

    def _safely(self, step: Callable[[], None]) -> None:
        """The grading goes on, whatever becomes of the page."""
        try:
            step()
        except Exception:
            log.exception("The course page could not be brought up to date; that is tried again.")


@contextmanager
def publishing(watch: Watch, folder: Path | None) -> Iterator[None]:
    """Keep what the course page shows up to date meanwhile, in a thread; without a folder, nothing."""
    if folder is None:
        yield
        return
    publisher, ended = Publisher(watch, folder), Event()
    thread = Thread(target=publisher.run, args=(ended,), name="publisher", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _points(work: Work) -> str:
    """What the counting submission earned."""
    return next((entry.points for entry in work.submissions if entry.counts), "")
