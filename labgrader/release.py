"""What is wrong with a lab before anybody hands in: a release older than its source, a question without a guard."""

from __future__ import annotations

import copy

from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, ClearSolutions
from traitlets.config import Config

from labgrader import structure
from labgrader.lab import Lab
from labgrader.regions import GUARD, is_guarded

STEPS = (ClearSolutions, ClearHiddenTests, ClearMarkScheme)  # those of generate_assignment that change texts


def problems(lab: Lab, config: Config) -> list[str]:
    """What is to be mended in a lab, each in a sentence.

    Args:
        lab: the lab.
        config: of the course, as nbgrader reads it.

    Raises:
        CourseError: there is no release, or a notebook cannot be read.
    """
    found = [
        f"{lab.source_path}: {structure.grade_id(cell)} must end with a hidden region whose last line is `{GUARD}`. "
        "Without it, stock nbgrader gives its points to everybody."
        for cell in lab.source.cells
        if structure.is_autograded(cell) and not is_guarded(cell.source)
    ]
    if _changed(lab, config):
        names = ", ".join(_changed(lab, config))
        found.append(
            f"{lab.release_path.parent} is older than its source ({names}): run `nbgrader generate_assignment "
            f"{lab.name} --force`."
        )
    return found


def _changed(lab: Lab, config: Config) -> list[str]:
    """The cells and files that `generate_assignment` would make otherwise."""
    made = copy.deepcopy(lab.source)
    for step in STEPS:
        made, _ = step(config=config).preprocess(made, {})
    released = {cell.id: cell.source for cell in lab.release.cells}
    cells = [c for c in made.cells if released.pop(c.id, None) != c.source]
    names = [structure.grade_id(cell) or f"the cell {cell.id}" for cell in cells] + [f"the cell {i}" for i in released]
    folder = lab.release_path.parent
    return names + [n for n, content in lab.files.items() if not _holds(folder / n, content)]


def _holds(path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
