"""Feedback pages, as nbgrader's generate_feedback makes them: from the graded notebook and the gradebook."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.exchange import Exchange
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import default

from labgrader.page.feedback import feedback, put_scores
from labgrader.pipeline.entries import read_entries, read_most
from labgrader.seam.command import hold_the_course
from labgrader.seam.course import lab_of, read_report
from labgrader.seam.ids import refuse_patterns


class FeedbackExporter(Exporter):
    """Renders feedback with labgrader's template, in the place of nbgrader's."""

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        hold_the_course(self.parent)
        refuse_patterns(self.parent)

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        facts = resources["nbgrader"]
        return feedback(nb, facts, read_report(lab_of(self, resources), facts["student"])), resources


class GetVerdicts(NbGraderPreprocessor):
    """Puts scores and comments into the notebook; a question without a score is marked `not_graded`."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        facts = resources["nbgrader"]
        with Gradebook(facts["db_url"]) as gradebook:
            entry = read_entries(gradebook, facts["assignment"], [facts["student"]])[facts["student"]]
            most = read_most(gradebook, facts["assignment"])
        facts.update(put_scores(nb, entry, most, Exchange(config=self.config).timezone))
        return nb, resources
