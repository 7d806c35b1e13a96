"""In the place of nbgrader's SaveAutoGrades: records what the graders decided."""

from __future__ import annotations

from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import SaveAutoGrades

from labgrader import structure
from labgrader.report import Report
from labgrader.seam.course import lab_of, report_path
from labgrader.whole import write


class SaveVerdicts(SaveAutoGrades):
    """Writes each verdict into the gradebook, and reads it back.

    A question that could not be checked has no automatic score and needs a grade by hand; so has an autograded cell
    without a verdict. A grade or comment given by hand is not touched.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        report: Report = resources["labgrader"]
        nb, resources = super().preprocess(nb, resources)
        write(report_path(lab_of(self, resources), report.student), report.model_dump_json(indent=1))
        return nb, resources

    def _add_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        if not structure.is_autograded(cell):
            super()._add_score(cell, resources)  # graded by hand: nbgrader's own rules
            return
        grade_id = structure.grade_id(cell)
        verdict = resources["labgrader"].verdicts.get(grade_id)
        score = verdict.score if verdict is not None else None
        where = (grade_id, self.notebook_id, self.assignment_id, self.student_id)
        grade = self.gradebook.find_grade(*where)
        grade.auto_score = score
        grade.needs_manual_grade = score is None or grade.manual_score is not None
        self.gradebook.db.commit()
        self.gradebook.db.expire(grade)
        recorded = self.gradebook.find_grade(*where).auto_score
        if recorded != score:
            raise RuntimeError(f"the gradebook holds {recorded} for {'/'.join(where)}, and the verdict is {score}")
