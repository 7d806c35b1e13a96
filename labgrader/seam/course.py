"""What the seam knows of the course: found through nbgrader's own objects, or on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from traitlets.config import Configurable

from labgrader.lab import Lab


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


def evidence_path(lab: Lab, student: str) -> Path:
    """Where a submission's evidence is kept."""
    return lab.state_path / "evidence" / lab.name / f"{student}.json"


def report_path(lab: Lab, student: str) -> Path:
    """Where a submission's report is kept."""
    return lab.state_path / "reports" / lab.name / f"{student}.json"


def write(path: Path, text: str) -> None:
    """Write a file of the engine's own, whole or not at all, readable by the instructor alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".new")
    temporary.touch(mode=0o600)
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
