"""The folder of published states and pages: all that the course page knows.

    course.json                        the labs, the queue, the class: for instructors, but for the labs
    students/<student>/state.json      each submission of one student
    students/<student>/<lab>/<id>.html a feedback page
    reports/<lab>.html                 a class report, for instructors

Who writes it writes each file in one step, a page before the state that names it.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from labgrader.student_ids import student_id_problem

_ID = re.compile("[0-9a-f]{16}")

Model = TypeVar("Model", bound=BaseModel)


class Entry(BaseModel):
    """One submission.

    Attributes:
        id: says which one, and nothing about it.
        at: when it was handed in, in seconds since 1970; `handed_in` says it in words of the course's time zone.
        standing: a value of `labgrader.onsubmit.overview.Standing`.
        points: "5 of 6 points", as the feedback says it; "" where it says nothing.
        page: the version of its feedback; 0 where there is none.
    """

    id: str
    at: float
    handed_in: str
    standing: str
    counts: bool
    late: bool = False
    points: str = ""
    page: int = 0


class Work(BaseModel):
    """What one student handed in for one lab, the newest first, and when that is due for them."""

    due: str = ""
    submissions: list[Entry] = []


class StudentState(BaseModel):
    """What one student handed in, by lab."""

    labs: dict[str, Work] = {}


class LabFacts(BaseModel):
    """What everybody may know of a lab."""

    name: str
    title: str
    due: str = ""
    report: bool = False


class Waiting(BaseModel):
    """One submission in the queue."""

    student: str
    lab: str
    id: str
    since: float


class CourseState(BaseModel):
    """The course.

    Attributes:
        labs: in the course's order.
        queue: who waits, the oldest first.
        counts: the service's counts, of each lab.
        students: what each one's counting submission earned, by lab: "" where nothing says it yet.
    """

    labs: list[LabFacts] = []
    queue: list[Waiting] = []
    counts: dict[str, dict[str, float]] = {}
    students: dict[str, dict[str, str]] = {}


def entry_id(name: str) -> str:
    """The id of a submission, by its name in the exchange, which is nobody else's business."""
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:16]


class Published:
    """The folder.

    A path is made of a student's name only when that is one, and of nothing else that somebody asks for.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    @property
    def course_path(self) -> Path:
        return self.folder / "course.json"

    def state_path(self, student: str) -> Path:
        """Where a student's state is.

        Raises:
            ValueError: that is no student's name.
        """
        if problem := student_id_problem(student):
            raise ValueError(problem)
        return self.folder / "students" / student / "state.json"

    def page_path(self, student: str, lab: str, id: str) -> Path:
        """Where a feedback page is, of a lab and a submission that the student's state names.

        Raises:
            ValueError: that is no student's name, or no id.
        """
        if not _ID.fullmatch(id):
            raise ValueError(f"{id!r} is no submission")
        return self.state_path(student).parent / lab / f"{id}.html"

    def report_path(self, lab: str) -> Path:
        """Where the class report of a lab is that the course's state names."""
        return self.folder / "reports" / f"{lab}.html"

    def course(self) -> CourseState:
        """The course; an empty one before anything was published."""
        return _read(self.course_path, CourseState) or CourseState()

    def student(self, student: str) -> StudentState:
        """What a student handed in; nothing where nothing was published."""
        return _read(self.state_path(student), StudentState) or StudentState()


def _read(path: Path, kind: type[Model]) -> Model | None:
    try:
        return kind.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
