"""Scores for a table in the terminal, as the gradebook has them: grades given by hand and penalties included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rich.table import Column

from labgrader import structure
from labgrader.course import Course
from labgrader.pipeline.entries import Entry, read_entries, read_most

NOT_CHECKED = "not checked"
TO_GRADE = "to be graded"


@dataclass(frozen=True)
class Scores:
    """The scores of some students of a lab.

    Attributes:
        most: the points of each graded cell, those graded by hand included, in the notebook's order.
        autograded: the grade_ids of those that our graders mark.
        entries: what the gradebook holds, by student.
    """

    most: Mapping[str, float]
    autograded: frozenset[str]
    entries: Mapping[str, Entry]

    @classmethod
    def read(cls, course: Course, students: Iterable[str]) -> Scores:
        """What the gradebook of a course holds now."""
        lab = course.lab
        with course.gradebook() as gradebook:
            most = read_most(gradebook, lab.name)
            entries = read_entries(gradebook, lab.name, students)
        places = {structure.grade_id(cell): place for place, cell in enumerate(lab.source.cells)}
        ordered = sorted(most, key=lambda name: places.get(name, len(places)))
        return cls({name: most[name] for name in ordered}, frozenset(lab.points), entries)

    def columns(self) -> list[Column]:
        """A column for each question, with what it is worth, and one for all of them."""
        worth = {**self.most, "points": sum(self.most.values())}
        return [Column(f"{name}\nof {points:g}") for name, points in worth.items()]

    def of(self, student: str) -> list[str]:
        """What stands in these columns for a student."""
        entry = self.entries[student]
        return [*(self._question(entry, name) for name in self.most), self._total(entry)]

    def _question(self, entry: Entry, name: str) -> str:
        mark = entry.marks.get(name)
        if mark is None or not mark.graded:
            return NOT_CHECKED if name in self.autograded else TO_GRADE
        by_hand = name in self.autograded and (mark.manual is not None or mark.extra)
        return f"{mark.score:g}" + (" (by hand)" if by_hand else "")

    def _total(self, entry: Entry) -> str:
        missing = [name for name in self.most if name not in entry.marks or not entry.marks[name].graded]
        if missing:
            return NOT_CHECKED if self.autograded & {*missing} else TO_GRADE
        penalty = entry.penalty or 0.0
        return f"{max(0.0, entry.score - penalty):g}" + (f" (late: −{penalty:g})" if penalty else "")
