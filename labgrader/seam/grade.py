"""Our two steps of `nbgrader autograde`: the first grades a submission, the second records what came of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import Execute, NbGraderPreprocessor

from labgrader.kept import Kept
from labgrader.pipeline.entries import read_entries
from labgrader.pipeline.function import Judged, grade_submission, prepare, show, unchecked
from labgrader.pipeline.graded import Graded
from labgrader.pipeline.writer import Done, Writer
from labgrader.plaintext import quoted
from labgrader.report import Report
from labgrader.seam.course import report_path
from labgrader.whole import write

NOT_RUN = "nbgrader was told not to run the notebook (--no-execute)"


class GradeSubmission(NbGraderPreprocessor):
    """Grades a submission: see `labgrader.pipeline.function.grade_submission`. Its exporter is `SubmissionExporter`.

    What came of it goes to `RecordGrades` through the exporter, never through the notebook.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        exporter, facts = self.parent, resources["nbgrader"]
        context = exporter.context(facts["assignment"])
        submission = replace(exporter.submission, notebook=nb)
        with Gradebook(facts["db_url"]) as gradebook:
            entry = read_entries(gradebook, facts["assignment"], [facts["student"]])[facts["student"]]
        if Execute(parent=exporter.parent).enabled:
            graded = grade_submission(submission, context, Kept(context.lab), entry)
        else:
            report = Report(lab=context.lab.name, student=submission.student, remarks=list(submission.remarks))
            prepare(nb, context, report)
            report.verdicts = unchecked(context.lab, NOT_RUN)
            graded = show(Judged(nb, report), submission, context, entry)
        for remark in graded.report.remarks:
            self.log.warning("%s: %s", quoted(submission.student), remark)
        exporter.graded = graded, entry
        return graded.notebook, resources


class RecordGrades(NbGraderPreprocessor):
    """Writes the rows of a submission into the gradebook, and its report."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        exporter, facts = self.parent, resources["nbgrader"]
        graded: Graded
        graded, entry = exporter.graded
        with Gradebook(facts["db_url"]) as gradebook:
            writer = Writer(gradebook, facts["assignment"])
            problems = writer.write([Done(facts["student"], graded.rows, entry)])
        if facts["student"] in problems:
            raise RuntimeError(problems[facts["student"]] or "somebody graded this by hand meanwhile: grade it again")
        lab = exporter.context(facts["assignment"]).lab
        write(report_path(lab, facts["student"]), graded.report.model_dump_json(indent=1))
        return nb, resources
