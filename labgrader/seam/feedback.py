"""Feedback pages: nbgrader's own, except that what could not be checked has no score."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import nbgrader.server_extensions.formgrader as formgrader
from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Grade
from nbgrader.preprocessors import GetGrades

from labgrader import structure
from labgrader.regions import without_mark_scheme

OURS = Path(__file__).parent.parent / "templates" / "feedback"
NBGRADERS = Path(formgrader.__file__).parent / "templates"


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
    """Renders feedback with labgrader's template, which extends nbgrader's."""

    def __init__(self, **kwargs: Any) -> None:
        # Ours is found first, as "index.html.j2"; it extends nbgrader's, "feedback/index.html.j2".
        super().__init__(extra_loaders=[FileSystemLoader([OURS, NBGRADERS])], **kwargs)

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.bytecode_cache = _compiled
        return environment

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """As nbconvert's own, without its last pass over the whole page, which takes longer than all else.

        That gives pictures a text and makes JupyterLab's cells focusable: ours is the template's, and there are none.
        """
        resources = self._init_resources(resources)
        kinds = WidgetsDataTypeFilter(notebook_metadata=self._nb_metadata, parent=self, resources=resources)
        self.register_filter("highlight_code", highlighted)
        self.register_filter("filter_data_type", kinds)
        return TemplateExporter.from_notebook_node(self, nb, resources, **kw)


def highlighted(source: str, metadata: NotebookNode | None = None) -> str:
    """Code as coloured HTML."""
    return _highlighted(source, (metadata or {}).get("magics_language", "ipython3"))


@lru_cache(maxsize=256)  # the given cells are in every page
def _highlighted(source: str, language: str) -> str:
    return Highlight2HTML()(source, language)


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
