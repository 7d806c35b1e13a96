"""The studies of `labgrader prove`, in the order in which they are run."""

from __future__ import annotations

from importlib import import_module

from rich.console import Console

from labgrader.lab import CourseError, Lab
from labgrader.prove.findings import Findings

# Each is a module with a function `study(lab, *, share, console) -> Findings`. It is imported when it is run: what
# it needs is not needed for grading.
STUDIES = {
    "mutants": "labgrader.prove.mutants",
    "other_data": "labgrader.prove.other_data",
    "diagnosis": "labgrader.prove.diagnosis",
}


def conduct(name: str, lab: Lab, *, share: float = 1.0, console: Console | None = None) -> Findings:
    """Conduct one study of a lab; `share` is the part of its cases that is done.

    Raises:
        CourseError: a library that it needs is missing, or a file of the lab's proof is not as it should be.
    """
    try:
        module = import_module(STUDIES[name])
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("labgrader"):
            raise
        raise CourseError(
            f"The study `{name}` needs the library {error.name}, which is not installed. "
            "Install what proving needs: pip install 'labgrader[prove]'."
        ) from error
    return module.study(lab, share=share, console=console)
