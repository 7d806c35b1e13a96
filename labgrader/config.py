"""The course's own configuration, as nbgrader reads it: all of it, or an error."""

from __future__ import annotations

import logging
from contextlib import chdir
from pathlib import Path

from nbgrader.apps.baseapp import NbGrader

from labgrader.lab import CourseError

GRADES = "labgrader.seam.grade.RecordGrades"


def course_app(root: Path, *, grades: bool = True) -> NbGrader:
    """An nbgrader application with the configuration of a course.

    Args:
        grades: whether it is to grade: then its configuration must name labgrader.

    Raises:
        CourseError: the configuration cannot be read, or leaves labgrader out. nbgrader would go on with its own
            settings, and run student code without a sandbox.
    """
    app = NbGrader()
    app.log_level = logging.WARNING
    app.raise_config_file_errors = True
    path = root / "nbgrader_config.py"
    with chdir(root):
        try:
            app.initialize([], root=str(root))
        except (Exception, SystemExit) as error:  # whatever a configuration file raises
            raise CourseError(
                f"{path} cannot be read ({type(error).__name__}: {error}). Nothing is run without it: correct it there."
            ) from error
    if grades and GRADES not in list(app.config.Autograde.get("autograde_preprocessors", [])):
        what = "does not make nbgrader grade with labgrader" if path.is_file() else "does not exist"
        raise CourseError(
            f"{path} {what}, so student code would run without a sandbox. "
            "It needs `from labgrader.seam import configure` and, after `c = get_config()`, `configure(c)`."
        )
    return app
