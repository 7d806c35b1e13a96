"""What the exports share: whom and what they are asked for, and scores."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from nbgrader.api import Assignment, Gradebook, Student
from nbgrader.plugins import ExportPlugin

from labgrader.seam.export import score_of


class Export(ExportPlugin):
    """An export plugin that heeds `--to`, `--student` and `--assignment`.

    Attributes:
        default: the file that is written without `--to`.
    """

    default = ""

    def path(self) -> Path:
        """The file to write."""
        path = Path(self.to or self.default)
        self.log.info("Exporting grades to %s", path)
        return path

    def assignments(self, gradebook: Gradebook) -> list[Assignment]:
        return [a for a in gradebook.assignments if not self.assignment or a.name in map(str, self.assignment)]

    def students(self, gradebook: Gradebook) -> list[Student]:
        return [s for s in gradebook.students if not self.student or s.id in map(str, self.student)]


def points(gradebook: Gradebook, assignment: Assignment, student: Student) -> str:
    """A score as both systems show it, with two decimals and a point; blank, never 0, where a question has none."""
    score = score_of(gradebook, assignment, student)
    return "" if score is None else f"{score:.2f}"


def write_csv(path: Path, rows: Iterable[Iterable[str]]) -> None:
    """Write rows, quoted where they must be, in UTF-8."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
