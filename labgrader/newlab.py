"""Writes a small, complete lab to start from: a notebook, a grader, unseen data, and answers that try it."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

from labgrader.lab import CourseError

TEMPLATE = Path(__file__).parent / "templates" / "lab"
GIVEN = (
    TEMPLATE / "check.py",
    Path(__file__).parent / "inside" / "boxes.py",
)  # each lab has a copy beside its notebook

# The name is a folder, a file, part of a Python module's name, and part of the exchange's file names, which nbgrader
# takes apart at each "+".
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
MAX_NAME = 60

SETS = 50  # of unseen data
DIGITS = 4  # of each number at least: what is as short as 2.5 may stand in a notebook by chance


def write_lab(root: Path, name: str) -> list[Path]:
    """Write a lab called `name` into a course; the files that were written.

    Raises:
        CourseError: the name will not do, something of the name is there, or this is no course.
    """
    if len(name) > MAX_NAME or not _NAME.fullmatch(name):
        raise CourseError(
            f"{name!r} will not do as the name of a lab: it becomes the name of folders, files and a Python module. "
            f"Use up to {MAX_NAME} small letters and digits, with a letter first and _ in between, as in lab5_momentum."
        )
    for needed in ("nbgrader_config.py", "graders/__init__.py", "graders/conftest.py"):
        if not (root / needed).is_file():
            raise CourseError(f"{root / needed} does not exist, so this is no course folder. Choose it with --course.")
    graders, submissions = root / "graders" / name, root / "tests" / "submissions" / name
    for taken in (root / "source" / name, root / "release" / name, graders, submissions):
        if taken.exists():
            raise CourseError(f"{taken} exists, and nothing is overwritten. Choose another name, or remove it first.")
    notebook = root / "source" / name / f"{name}.ipynb"
    written = [_write(notebook, (TEMPLATE / "notebook.ipynb").read_text(encoding="utf-8").replace("LAB_NAME", name))]
    written += [_copy(path, notebook.parent / path.name) for path in GIVEN]
    written += [_copy(path, graders / path.name) for path in sorted(TEMPLATE.glob("test_*.py"))]
    written.append(_write(graders / "unseen.toml", _unseen()))
    answers = sorted(path for kind in ("right", "wrong") for path in (TEMPLATE / kind).glob("*.py"))
    return written + [_copy(path, submissions / path.relative_to(TEMPLATE)) for path in answers]


def _unseen() -> str:
    """Sets that nobody can know: the template is public, so they are drawn anew for each lab."""
    numbers = random.SystemRandom()

    def one() -> float:
        while len(repr(value := round(numbers.uniform(-5, 5), 2))) < DIGITS or abs(value) < 0.5:
            pass
        return value

    head = "# Data that no student has seen: each submission is run once more with one of these sets in place of the\n"
    head += '# values in the cell `parameters`.\n\ncell = "parameters"\n'
    return head + "".join(f"\n[[set]]\nSLOPE = {one()}\nBIAS = {one()}\n" for _ in range(SETS))


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
    return path


def _copy(source: Path, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(source, path))
