"""Grades as Moodle takes them in (Grades > Import > CSV file).

The format is that of Moodle's own export as plain text:

* docs.moodle.org, "Grade import" and "Grade export": the import takes what the export gives; students are mapped by
  "Email address" or by "ID number", which must be in their profiles; e-mail addresses must have the same case.
* `grade/export/txt/grade_export_txt.php` and the sample of `grade/import/csv/tests` of github.com/moodle/moodle:
  "First name", "Surname" ("Last name" since Moodle 4), "ID number", "Institution", "Department", "Email address", then
  "Assignment: " and the name of each. The last column, "Last downloaded from this course", makes Moodle refuse grades
  that were changed there since: it is left out, as the time of an export from elsewhere says nothing of that.
"""

from __future__ import annotations

from collections.abc import Iterator

from nbgrader.api import Gradebook, Student
from traitlets import Dict, Enum, Unicode

from labgrader.exports.base import Export, points, write_csv
from labgrader.plaintext import spreadsheet

COLUMNS = ("First name", "Last name", "ID number", "Institution", "Department", "Email address")


class Moodle(Export):
    """A row for each student, a column for each assignment."""

    default = "moodle.csv"

    student_id_is = Enum(
        ("ID number", "Email address", "nothing"),
        "ID number",
        help="What an nbgrader student id is in Moodle. For files downloaded from Moodle, nothing",
    ).tag(config=True)
    columns = Dict(
        key_trait=Unicode(),
        value_trait=Unicode(),
        help="By nbgrader assignment, the name of its Moodle column: {'lab1': 'Assignment: Lab 1'}",
    ).tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        """Called by `nbgrader export`."""
        write_csv(self.path(), self._rows(gradebook))

    def _rows(self, gradebook: Gradebook) -> Iterator[list[str]]:
        assignments = self.assignments(gradebook)
        yield [*COLUMNS, *(spreadsheet(self.columns.get(a.name, f"Assignment: {a.name}")) for a in assignments)]
        for student in self.students(gradebook):
            yield [*self._student(student), *(points(gradebook, a, student) for a in assignments)]

    def _student(self, student: Student) -> list[str]:
        known = {"First name": student.first_name, "Last name": student.last_name, "Email address": student.email}
        known |= {self.student_id_is: student.id}
        return [spreadsheet(known.get(column)) for column in COLUMNS]
