"""In the place of nbgrader's Execute: runs the submission, grades its evidence, and writes the report beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import Execute, NbGraderPreprocessor
from traitlets import Bool, Integer

from labgrader import intake, runner, structure
from labgrader.evidence import CellEvidence, RunRecord
from labgrader.grading import grade
from labgrader.kept import Kept, digest, key_of, pack
from labgrader.kernels import warm_kernels
from labgrader.lab import Lab
from labgrader.plaintext import MAX_MESSAGE, few, plain, quoted
from labgrader.reference import find_faults
from labgrader.regions import split
from labgrader.report import Report, report_outputs
from labgrader.runner import Result
from labgrader.sandbox import Sandbox
from labgrader.seam.clean import Room, clean_outputs
from labgrader.seam.course import lab_of
from labgrader.verdict import CellVerdict

MOST_REMARKS = 20  # on one submission


class ExecuteAndGrade(NbGraderPreprocessor):
    """Runs a submission on the lab's own and on unseen data, and has the graders judge the evidence.

    The verdicts go to `SaveVerdicts` through `resources["labgrader"]`, never through the notebook.
    """

    cell_timeout = Integer(30, help="Seconds that one cell may run").tag(config=True)
    notebook_timeout = Integer(120, help="Seconds that a notebook may run").tag(config=True)

    reuse = Bool(True, help="Use what is kept of the same submission, instead of running it again").tag(config=True)

    @property
    def limits(self) -> runner.Limits:
        return runner.Limits(cell=self.cell_timeout, notebook=self.notebook_timeout)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        lab = lab_of(self, resources)
        student = resources["nbgrader"]["student"]
        state = nb.metadata.pop("labgrader")
        report = Report(lab=lab.name, student=student, remarks=list(state["remarks"]))
        if not Execute(parent=self.parent).enabled:
            report.verdicts = _unchecked(lab, "nbgrader was told not to run the notebook (--no-execute)")
        else:
            try:
                nb = self._run(nb, lab, state["unreadable"], report, Path(resources["metadata"]["path"]))
            except Exception as error:  # a fault of ours or of the machine's: recorded, listed, never a score
                self.log.exception("%s/%s could not be checked", lab.name, quoted(student))
                report.verdicts = _unchecked(lab, f"{type(error).__name__}: {plain(str(error))}")
        report.remarks = few([plain(remark, MAX_MESSAGE) for remark in report.remarks], MOST_REMARKS)
        for cell in nb.cells:
            verdict = report.verdicts.get(structure.grade_id(cell))
            if verdict is not None and cell.cell_type == "code":
                cell.source = split(cell.source).visible  # hidden regions reach no page, whatever happened
                cell.outputs = [*report_outputs(verdict, report.remarks), *cell.outputs]
        resources["labgrader"] = report
        return nb, resources

    def _run(self, nb: NotebookNode, lab: Lab, unreadable: str, report: Report, folder: Path) -> NotebookNode:
        if unreadable:
            report.remarks.insert(0, unreadable)
            result = Result(nothing_ran(lab, unreadable), nb)
            report.evidence = digest([lab.name, unreadable])
            if report.evidence not in Kept(lab):
                Kept(lab).put(report.evidence, pack(result))
        else:
            job = runner.job_for(lab, nb, intake.submitted_files(folder), limits=self.limits)
            result, report.evidence = self._result(lab, job)
            report.remarks.extend(result.record.remarks)
            executed = result.notebook
            room = Room()
            for cell, ran in zip(nb.cells, executed.cells, strict=True):
                if cell.cell_type == "code":
                    cell.outputs, cell.execution_count = clean_outputs(ran.outputs, room), ran.execution_count
        verdicts = grade(lab, {report.student: result.record})[report.student]
        report.verdicts = find_faults(lab, Sandbox(parent=self).confinement(lab.root), self.limits).excuse(
            verdicts, result.record
        )
        if report.verdicts != verdicts:
            Kept(lab).forget(report.evidence)  # it is of a course that was at fault: when that is mended, run it again
        return nb

    def _result(self, lab: Lab, job: runner.Job) -> tuple[Result, str]:
        """What running the submission leads, or led, to; and the key under which it is kept."""
        confinement = Sandbox(parent=self).confinement(lab.root)
        kept, key = Kept(lab), key_of(job, confinement)
        result = kept.get(key) if self.reuse else None
        if result is None:
            result = runner.run(job, warm_kernels(confinement))
            kept.put(key, pack(result))
        return result, key


def nothing_ran(lab: Lab, reason: str) -> RunRecord:
    """The evidence of a submission that could not be run, through its own fault."""
    cells = {name: CellEvidence(grade_id=name, parameters={}, missing=reason) for name in lab.points}
    return RunRecord(lab=lab.name, unseen_set=0, released=cells, unseen=cells)


def _unchecked(lab: Lab, reason: str) -> dict[str, CellVerdict]:
    return {name: CellVerdict(grade_id=name, max_points=points, reason=reason) for name, points in lab.points.items()}
