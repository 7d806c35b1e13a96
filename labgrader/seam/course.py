"""What the seam knows of the course: found through nbgrader's own objects, or on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from traitlets.config import Configurable

from labgrader.lab import Lab
from labgrader.report import Report
from labgrader.whole import read


def course_root(component: Configurable) -> Path:
    """The course folder, from the converter that a preprocessor or exporter works for."""
    while component is not None:
        if getattr(component, "coursedir", None) is not None:
            return Path(component.coursedir.root).resolve()
        component = component.parent
    raise RuntimeError("labgrader's preprocessors work below an nbgrader converter only")


def lab_of(component: Configurable, resources: dict[str, Any]) -> Lab:
    """The lab that is being graded."""
    return Lab(course_root(component), resources["nbgrader"]["assignment"])


def report_path(lab: Lab, student: str) -> Path:
    """Where a submission's report is kept."""
    return lab.state.report(lab.name, student)


def read_report(lab: Lab, student: str) -> Report | None:
    """The report of a submission that was graded; None when there is none, or none that can be read."""
    then = f"`labgrader grade {lab.name}` makes it anew."
    return read(report_path(lab, student), Report.model_validate_json, then)
