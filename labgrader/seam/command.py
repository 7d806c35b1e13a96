"""nbgrader's own commands take the course lock, too: the exporters that they make first see to it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.apps.baseapp import NbGrader
from nbgrader.converters import BaseConverter
from nbgrader.converters.base import NbGraderException

from labgrader.lab import CourseError
from labgrader.lock import alone

_held = ExitStack()  # to the end of the process


def hold_the_course(converter: BaseConverter | None) -> None:
    """Take the course lock for the rest of this process, if it is one of nbgrader's commands.

    Who uses nbgrader's converters in another way holds the lock already: see `labgrader.lock`.

    Raises:
        NbGraderException: another one holds it; nbgrader's command then ends.
    """
    if not isinstance(getattr(converter, "parent", None), NbGrader):
        return
    try:
        _held.enter_context(alone(Path(converter.coursedir.root)))
    except CourseError as error:
        converter.log.error(str(error))
        raise NbGraderException(str(error)) from error


class ReleaseExporter(NotebookExporter):
    """nbgrader's own for `nbgrader generate_assignment`, which then has the course for itself."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        hold_the_course(self.parent)
