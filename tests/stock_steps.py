"""The oracle of the pipeline: nbgrader's own converter, with the preprocessors that labgrader had in the beginning.

All but running is done by nbgrader: it reads, sanitises, restores, records, computes penalties, and copies files. What
running a submission led to is taken from the results that are kept.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import GetGrades, NbGraderPreprocessor, SaveAutoGrades

from labgrader import intake, runner, structure, tidy
from labgrader.candidates import choose
from labgrader.grading import grade
from labgrader.kept import Kept, digest, key_of
from labgrader.lab import Lab
from labgrader.pipeline.function import MOST_REMARKS, nothing_ran
from labgrader.plaintext import MAX_MESSAGE, few, plain
from labgrader.regions import split, without_mark_scheme
from labgrader.report import Report, report_outputs
from labgrader.sandbox import Sandbox
from labgrader.seam.clean import Room, clean_outputs
from labgrader.seam.course import lab_of, report_path
from labgrader.settings import ExecuteAndGrade
from labgrader.times import told
from labgrader.whole import write

CONFIG = """
c.Autograde.exporter_class = "stock_steps.ReadSubmission"
c.Autograde.sanitize_preprocessors = [
    "stock_steps.Repair",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "stock_steps.TakeResult",
    "nbgrader.preprocessors.LimitOutput",
    "stock_steps.SaveVerdicts",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.GenerateFeedback.preprocessors = ["stock_steps.GetVerdicts"]
"""


class ReadSubmission(NotebookExporter):
    """Reads a submitted file, whatever it is."""

    def from_filename(self, filename: str, resources: dict[str, Any] | None = None, **kw: Any) -> tuple:
        if not self.parent._sanitizing:
            return super().from_filename(filename, resources=resources, **kw)
        path = Path(filename)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        lab = lab_of(self, resources)
        left_out = tidy.noted(lab, resources["nbgrader"]["student"], path.parent)
        try:
            notebook, remarks = intake.read_submission(path), choose(lab, path.parent).remarks
            notebook.metadata["labgrader"] = {"unreadable": "", "remarks": remarks + left_out}
        except intake.Unreadable as reason:
            notebook = intake.substitute(lab, str(reason))
            notebook.metadata["labgrader"] = {"unreadable": str(reason), "remarks": left_out}
        return self.from_notebook_node(notebook, resources=resources, **kw)


class Repair(NbGraderPreprocessor):
    """Puts given cells back in order."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        lab = lab_of(self, resources)
        nb.metadata.labgrader.remarks.extend(structure.repair(nb, _as_recorded(lab, resources["nbgrader"]["db_url"])))
        return nb, resources


def _as_recorded(lab: Lab, db_url: str) -> NotebookNode:
    reference = copy.deepcopy(lab.release)
    with Gradebook(db_url) as gradebook:
        recorded = {cell.name: cell for cell in gradebook.find_notebook(lab.name, lab.name).source_cells}
        for cell in reference.cells:
            source = recorded.get(structure.grade_id(cell))
            if source is not None and structure.is_given(cell):
                cell.source = source.source
                cell.metadata.nbgrader.checksum = source.checksum
    return reference


class TakeResult(NbGraderPreprocessor):
    """Takes what is kept of running the submission, and has the graders judge it."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        lab, student = lab_of(self, resources), resources["nbgrader"]["student"]
        state = nb.metadata.pop("labgrader")
        report = Report(lab=lab.name, student=student, remarks=list(state["remarks"]))
        if state["unreadable"]:
            report.remarks.insert(0, state["unreadable"])
            record = nothing_ran(lab, state["unreadable"])
            report.evidence = digest([lab.name, state["unreadable"]])
        else:
            folder = Path(resources["metadata"]["path"])
            found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".ipynb")
            files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in found if p.name != "timestamp.txt"}
            job = runner.job_for(lab, nb, files, limits=ExecuteAndGrade(parent=self).limits)
            report.evidence = key_of(job, Sandbox(parent=self).confinement(lab.root))
            result = Kept(lab).get(report.evidence)
            assert result is not None, f"{student}: what was run is not what nbgrader's steps ask for"
            record, room = result.record, Room()
            report.remarks.extend(record.remarks)
            for cell, ran in zip(nb.cells, result.notebook.cells, strict=True):
                if cell.cell_type == "code":
                    cell.outputs, cell.execution_count = clean_outputs(ran.outputs, room), ran.execution_count
        report.verdicts = grade(lab, {student: record})[student]
        report.remarks = few([plain(remark, MAX_MESSAGE) for remark in report.remarks], MOST_REMARKS)
        for cell in nb.cells:
            verdict = report.verdicts.get(structure.grade_id(cell))
            if verdict is not None and cell.cell_type == "code":
                cell.source = split(cell.source).visible
                cell.outputs = [*report_outputs(verdict, report.remarks), *cell.outputs]
        resources["labgrader"] = report
        return nb, resources


class SaveVerdicts(SaveAutoGrades):
    """Records a verdict in the place of what nbgrader reads out of a cell's outputs."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        report: Report = resources["labgrader"]
        nb, resources = super().preprocess(nb, resources)
        write(report_path(lab_of(self, resources), report.student), report.model_dump_json(indent=1))
        return nb, resources

    def _add_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        if not structure.is_autograded(cell):
            super()._add_score(cell, resources)
            return
        name = structure.grade_id(cell)
        verdict = resources["labgrader"].verdicts.get(name)
        grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
        grade.auto_score = verdict.score if verdict is not None else None
        grade.needs_manual_grade = grade.auto_score is None or grade.manual_score is not None
        self.gradebook.db.commit()


class GetVerdicts(GetGrades):
    """Puts nbgrader's scores into the notebook; a question without one is marked `not_graded`."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        resources["nbgrader"]["not_graded"] = False
        for cell in nb.cells:
            if structure.is_answer(cell):
                cell.source = without_mark_scheme(cell.source)
        nb, resources = super().preprocess(nb, resources)
        facts = resources["nbgrader"]
        with Gradebook(facts["db_url"]) as gradebook:
            found = gradebook.find_submission(facts["assignment"], facts["student"])
            facts["handed_in"] = told(found.timestamp, found.duedate, found.late_submission_penalty or 0, "UTC")
        return nb, resources

    def _get_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        super()._get_score(cell, resources)
        name = cell.metadata.nbgrader["grade_id"]
        grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
        waits = grade.auto_score is None and grade.manual_score is None
        cell.metadata.nbgrader["not_graded"] = waits
        resources["nbgrader"]["not_graded"] |= waits
