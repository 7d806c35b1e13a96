"""A course as `labgrader grade` sees it: nbgrader's own API, one submission at a time."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import Autograde, BaseConverter
from nbgrader.exchange import ExchangeError
from nbgrader.utils import temp_attrs
from sqlalchemy.exc import OperationalError
from traitlets.config import Config

from labgrader.config import course_app
from labgrader.lab import CourseError, Lab
from labgrader.pipeline.staging import Modes
from labgrader.report import Report
from labgrader.seam import has_steps_of_its_own
from labgrader.seam.collect import Collected, GuardedCollect
from labgrader.seam.course import read_report, report_path
from labgrader.student_ids import student_id_problem

LOCKED_SECONDS = 30  # that another program may take to finish writing to the gradebook
LOCKED_PAUSES = (0.5, 1, 2, 4, 8)  # seconds, where SQLite does not wait by itself


@dataclass(frozen=True)
class StudentResult:
    """What grading one submission led to.

    Attributes:
        report: the verdicts; None when there are none.
        error: why there are none.
        before: the report that there was before it was regraded.
        missing: nothing is kept of it that could be regraded.
    """

    student: str
    report: Report | None
    error: str = ""
    before: Report | None = None
    missing: bool = False


def course_config(root: Path) -> Config:
    """The course's own configuration, as nbgrader reads it."""
    return course_app(root, grades=False).config


class Course:
    """One lab of a course, graded through nbgrader with the course's own configuration."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        app = course_app(lab.root)
        self.coursedir = app.coursedir
        if self.coursedir.db_url.startswith("sqlite:///") and "?" not in self.coursedir.db_url:
            self.coursedir.db_url += f"?timeout={LOCKED_SECONDS}"
        self.api = NbGraderAPI(coursedir=app.coursedir, config=app.config)

    @contextmanager
    def gradebook(self) -> Iterator[Gradebook]:
        """The gradebook, open.

        Raises:
            CourseError: it cannot be read or written.
        """
        try:
            with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
                yield gradebook
        except OperationalError as error:
            raise CourseError(
                f"The gradebook {self.coursedir.db_url}: {error.orig}. If another program is using it, wait until that "
                "has ended; if the disk is full, make room. Then run this again."
            ) from error

    @property
    def submitted(self) -> Path:
        return Path(self.coursedir.format_path(self.coursedir.submitted_directory, "*", self.lab.name))

    def feedback_page(self, student: str) -> Path:
        """Where a student's feedback is."""
        folder = self.coursedir.format_path(self.coursedir.feedback_directory, student, self.lab.name)
        return Path(folder) / f"{self.lab.name}.html"

    def ensure_assignment(self) -> None:
        """Fill the gradebook with the lab, unless it is there.

        Raises:
            CourseError: nbgrader cannot generate the lab.
        """
        _ = self.lab.source  # one that cannot be read is told in fewer words than nbgrader's
        with self.gradebook() as gradebook:
            try:
                gradebook.find_notebook(self.lab.name, self.lab.name)
            except MissingEntry:
                pass
            else:
                return
        result = self.api.generate_assignment(self.lab.name)
        if not result["success"]:
            raise CourseError(f"nbgrader generate_assignment {self.lab.name} failed:\n{_last_words(result)}")

    def collect(self, *, update: bool, before_duedate: bool) -> list[Collected]:
        """Collect from the exchange; what came of each student who handed something in.

        Raises:
            CourseError: there is no exchange, or it cannot be read.
        """
        # Its logger is nbgrader's own; what it says of a student is in what it gives back.
        collect = GuardedCollect(coursedir=self.coursedir, authenticator=self.api.authenticator, parent=self.api)
        collect.update, collect.before_duedate = update, before_duedate
        with temp_attrs(self.coursedir, assignment_id=self.lab.name):
            try:
                collect.start()
            except ExchangeError as error:
                raise CourseError(f"Nothing was collected: {error}") from error
        return collect.collected

    def students(self) -> list[str]:
        """Who handed in a folder for the lab, has an id that may be used, and is not left out by configuration."""
        excluded = self.coursedir.student_id_exclude.split(",")
        return [s for s in self._submitted() if s not in excluded and not student_id_problem(s)]

    def refused(self) -> list[str]:
        """Why folders of the lab are no student's, each in a sentence."""
        return list(filter(None, map(student_id_problem, self._submitted())))

    def _submitted(self) -> list[str]:
        return sorted(p.parent.name for p in self.submitted.parent.parent.glob(f"*/{self.lab.name}") if p.is_dir())

    @cached_property
    def steps_of_its_own(self) -> bool:
        """Whether the course has preprocessors, exporters or hooks beside ours: then nbgrader's converters write."""
        return has_steps_of_its_own(self.api.config)

    @cached_property
    def creates_students(self) -> bool:
        """Whether a student who is not in the gradebook is added to it."""
        return Autograde(coursedir=self.coursedir, config=self.api.config).create_student

    def modes(self, step: type[BaseConverter]) -> Modes:
        """The modes of the files that a step of nbgrader's writes."""
        permissions = step(coursedir=self.coursedir, config=self.api.config).permissions
        return Modes(int(str(permissions), 8), self.coursedir.groupshared)

    def convert(self, student: str) -> StudentResult:
        """Have nbgrader's converters grade one submission and make its page."""
        result = self.autograde(student)
        if result.report is not None:
            try:
                self.generate_feedback(student)
            except CourseError as error:  # of one page: the class goes on, and this one is listed
                return StudentResult(student, None, str(error))
        return result

    def folder(self, step: str, student: str) -> Path:
        """A student's folder of one of nbgrader's steps: "submitted", "autograded", "feedback"."""
        return Path(self.coursedir.format_path(getattr(self.coursedir, f"{step}_directory"), student, self.lab.name))

    def graded(self) -> set[str]:
        """Who has a submission in the gradebook."""
        with self.gradebook() as gradebook:
            try:
                return {s.student_id for s in gradebook.assignment_submissions(self.lab.name)}
            except MissingEntry:
                return set()

    def autograde(self, student: str) -> StudentResult:
        """Have nbgrader grade one submission, again if it was graded before.

        A gradebook that somebody else is writing to is waited for.
        """
        for pause in (*LOCKED_PAUSES, None):
            result = self.api.autograde(self.lab.name, student, force=True)
            if result["success"] or pause is None or "database is locked" not in _last_words(result):
                break
            time.sleep(pause)
        path = report_path(self.lab, student)
        if not result["success"] or not path.is_file():
            return StudentResult(student, None, _last_words(result))
        return StudentResult(student, self.report(student))

    def report(self, student: str) -> Report | None:
        """The report of a submission that was graded; None when there is none, or none that can be read."""
        return read_report(self.lab, student)

    def generate_feedback(self, student: str) -> None:
        """Write the feedback of one student who has been graded.

        Raises:
            CourseError: nbgrader could not.
        """
        result = self.api.generate_feedback(self.lab.name, student)
        if not result["success"]:
            raise CourseError(f"nbgrader generate_feedback {self.lab.name} failed:\n{_last_words(result)}")


def _last_words(result: dict) -> str:
    """The end of what nbgrader logged, for a message; of a traceback, the error alone."""
    log = (result.get("log") or result.get("error") or "nbgrader gave no reason").strip()
    traced = re.compile(r"^( *)Traceback \(most recent call last\):\n(?:\1 +.*\n)*", re.MULTILINE)
    return traced.sub("", log)[-2000:]
