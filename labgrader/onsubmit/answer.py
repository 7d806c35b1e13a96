"""The page that a student finds with Fetch Feedback after a submit: nbgrader's feedback, or less of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader
from nbconvert.exporters import HTMLExporter
from nbformat.notebooknode import NotebookNode
from nbgrader.converters import GenerateFeedback
from nbgrader.utils import capture_log, temp_attrs
from traitlets.config import LoggingConfigurable

from labgrader.course import Course
from labgrader.lab import CourseError
from labgrader.state import SHOWN

TEMPLATES = Path(__file__).parent.parent / "templates" / "onsubmit"
LIMIT = (
    "You have had feedback on {number} submission{s}, which is all that there is for this lab. "
    "This one has arrived and been graded. The last one before the due date is the one that counts."
)


class BriefExporter(HTMLExporter):
    """A page with less than nbgrader's: `shown` is "sentences", "score" or, without any score, "limit"."""

    shown = "score"
    notice = ""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(extra_loaders=[FileSystemLoader(TEMPLATES)], **kwargs)

    def from_notebook_node(self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any):
        resources["labgrader"] = {"shown": self.shown, "notice": self.notice}
        return super().from_notebook_node(nb, resources=resources, **kwargs)


def answer(course: Course, student: str, shown: str, limit: int = 0) -> None:
    """Release a student's feedback, through nbgrader's own exchange.

    Args:
        shown: "all", "sentences", "score", or "limit": that there is no more feedback on submit.

    Raises:
        CourseError: nbgrader could not.
    """
    coursedir = course.coursedir
    with temp_attrs(coursedir, assignment_id=course.lab.name, student_id=student):
        if shown == "all":
            _release(course)
            return
        with temp_attrs(coursedir, feedback_directory=SHOWN):
            page = GenerateFeedback(coursedir=coursedir, parent=course.api)
            notice = LIMIT.format(number=limit, s="s" * (limit != 1))
            page.exporter_class = type("Brief", (BriefExporter,), {"shown": shown, "notice": notice})
            page.force = True
            _run(course, page)
            _release(course)


def _release(course: Course) -> None:
    api = course.api
    _run(course, api.exchange.ReleaseFeedback(coursedir=course.coursedir, authenticator=api.authenticator, parent=api))


def _run(course: Course, step: LoggingConfigurable) -> None:
    result = capture_log(step)
    if not result["success"]:
        said = (result.get("error") or result.get("log") or "").strip()[-1000:]
        raise CourseError(
            f"The feedback of {course.coursedir.student_id} for {course.lab.name} was not released: {said}"
        )
