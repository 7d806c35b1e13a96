"""Grades as Canvas takes them in (Grades > Import).

The format is that of Canvas's own export, and what its importer looks for:

* Guide "How do I import grades in the Gradebook?" (community.canvaslms.com): a CSV file with the columns Student, ID,
  SIS User ID, SIS Login ID and Section, then one for each assignment.
* `lib/gradebook_exporter.rb` and `lib/gradebook_importer.rb` of github.com/instructure/canvas-lms: the order of these
  columns; a row "    Points Possible" below them; a student's name with the family name first. A student is found by
  ID (Canvas's own number), else by SIS User ID, else by SIS Login ID, else by name. An assignment is found by the
  number in brackets behind its name, else by its name; one that is not found is made anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from nbgrader.api import Gradebook, Student
from traitlets import Dict, Enum, Unicode

from labgrader.exports.base import Export, points, write_csv
from labgrader.plaintext import spreadsheet

COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS = "    Points Possible"


class Canvas(Export):
    """A row for each student, a column for each assignment.

    The column ID is the student's `lms_user_id` in nbgrader's gradebook, if there is one.
    """

    default = "canvas.csv"

    student_id_is = Enum(
        ("SIS Login ID", "SIS User ID", "ID"),
        "SIS Login ID",
        help="What an nbgrader student id is in Canvas. For files downloaded from Canvas, ID",
    ).tag(config=True)
    columns = Dict(
        key_trait=Unicode(),
        value_trait=Unicode(),
        help="By nbgrader assignment, the name of its Canvas column, with the number: {'lab1': 'Lab 1 (20481)'}",
    ).tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        """Called by `nbgrader export`."""
        write_csv(self.path(), self._rows(gradebook))

    def _rows(self, gradebook: Gradebook) -> Iterator[list[str]]:
        assignments = self.assignments(gradebook)
        yield [*COLUMNS, *(spreadsheet(self.columns.get(a.name, a.name)) for a in assignments)]
        yield [POINTS, *("" for _ in COLUMNS[1:]), *(f"{a.max_score:.2f}" for a in assignments)]
        for student in self.students(gradebook):
            yield [*self._student(student), *(points(gradebook, a, student) for a in assignments)]

    def _student(self, student: Student) -> list[str]:
        name = ", ".join(filter(None, (student.last_name, student.first_name)))
        known = {"Student": name or student.id, "ID": student.lms_user_id, self.student_id_is: student.id}
        return [spreadsheet(known.get(column)) for column in COLUMNS]
