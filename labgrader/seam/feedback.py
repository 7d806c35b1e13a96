"""Feedback pages: made by nbgrader's generate_feedback, from labgrader's template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from nbconvert.exporters import HTMLExporter
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Grade
from nbgrader.preprocessors import GetGrades

from labgrader import structure
from labgrader.page.filters import FILTERS, TEMPLATES
from labgrader.regions import without_mark_scheme
from labgrader.seam.command import hold_the_course
from labgrader.seam.ids import refuse_patterns


def not_graded(grade: Grade) -> bool:
    """Whether a grade has no score at all, neither automatic nor given by hand."""
    return grade.auto_score is None and grade.manual_score is None


class _Compiled(BytecodeCache):
    """Templates that were compiled, for all exporters of this process: each page has an exporter of its own."""

    def __init__(self) -> None:
        self.buckets: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.buckets:
            bucket.bytecode_from_string(self.buckets[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.buckets[bucket.key] = bucket.bytecode_to_string()


_compiled = _Compiled()


class FeedbackExporter(HTMLExporter):
    """Renders feedback with labgrader's template, in the place of nbgrader's."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(extra_loaders=[FileSystemLoader(TEMPLATES)], **kwargs)  # it is found first
        hold_the_course(self.parent)
        refuse_patterns(self.parent)

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        yield from super().default_filters()
        yield from FILTERS.items()

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        # Not HTMLExporter's own, which parses the page again to add what ours has.
        return super(HTMLExporter, self).from_notebook_node(nb, resources, **kw)

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.bytecode_cache = _compiled
        return environment


class GetVerdicts(GetGrades):
    """Puts scores into the notebook; a question without one is marked `not_graded`, and so is the notebook."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        resources["nbgrader"]["not_graded"] = False
        for cell in nb.cells:
            if structure.is_answer(cell):  # nbgrader puts the mark scheme of a task back, for those who mark it
                cell.source = without_mark_scheme(cell.source)
        return super().preprocess(nb, resources)

    def _get_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        super()._get_score(cell, resources)
        grade = self.gradebook.find_grade(
            cell.metadata.nbgrader["grade_id"], self.notebook_id, self.assignment_id, self.student_id
        )
        cell.metadata.nbgrader["not_graded"] = not_graded(grade)
        if not_graded(grade):
            resources["nbgrader"]["not_graded"] = True
