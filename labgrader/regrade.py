"""Grades a class again with changed graders, from the evidence that is kept: no student code is run."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties

from labgrader.classroom import Classroom
from labgrader.judges import get_ready, grade_kept
from labgrader.report import Report, report_outputs
from labgrader.seam.course import report_path
from labgrader.seam.speed import remembering
from labgrader.verdict import CellVerdict, Outcome
from labgrader.whole import write


@dataclass
class Regraded:
    """What came of grading a class again.

    Attributes:
        before, after: reports by student.
        changed: the students whose verdict is another one.
        without: the students of whom no evidence is kept.
    """

    before: dict[str, Report] = field(default_factory=dict)
    after: dict[str, Report] = field(default_factory=dict)
    without: list[str] = field(default_factory=list)

    @property
    def changed(self) -> list[str]:
        return [s for s in self.after if self.after[s].verdicts != self.before[s].verdicts]


def regrade(classroom: Classroom) -> Regraded:
    """Grade every submission of a lab again, and record what has changed.

    Grades and comments given by hand are not touched.
    """
    course, found = classroom.course, Regraded()
    get_ready(len(course.students()))
    graded = course.graded()
    for student in course.students():
        report = course.report(student)
        if report is None or student not in graded or report.evidence not in classroom.kept:
            found.without.append(student)
        else:
            found.before[student] = report
    keys = {student: report.evidence for student, report in found.before.items()}
    verdicts = grade_kept(classroom.lab, classroom.kept, keys)
    for student, key in keys.items():
        doubtful = any(verdict.outcome is Outcome.UNCHECKED for verdict in verdicts[student].values())
        if doubtful and classroom.kept.record(key) is None:  # damaged: the grade that was given stays
            found.without.append(student)
            del found.before[student]
    for student in found.without:
        if classroom.mark(student):
            classroom.set_mark(student, {})  # `labgrader grade` grades them, as they are told
    for student, report in found.before.items():
        if classroom.faults.reasons:
            verdicts[student] = classroom.faults.excuse(verdicts[student], classroom.kept.record(report.evidence))
        found.after[student] = report.model_copy(update={"verdicts": verdicts[student]})
    changed = set(found.changed)
    graders = classroom.common()["graders"]
    with remembering():
        _write_scores(classroom, found)
        for student in sorted(changed):
            _write_files(classroom, found.after[student])
    for student in found.after:
        mark = classroom.mark(student)
        if mark and not found.after[student].unchecked:
            classroom.set_mark(student, mark | {"graders": graders})
    return found


def _write_scores(classroom: Classroom, found: Regraded) -> None:
    """Write every changed score into the gradebook, in one transaction."""
    course, name = classroom.course, classroom.lab.name
    late = []
    with course.gradebook() as gradebook:
        for student in found.changed:
            for grade_id, verdict in found.after[student].verdicts.items():
                _write_score(gradebook, (grade_id, name, name, student), verdict)
            if gradebook.find_submission(name, student).total_seconds_late > 0:
                late.append(student)
        gradebook.db.commit()
    for student in late:  # nbgrader's own rules, on the new score
        where = {"student": student, "assignment": name, "notebook": name, "db_url": course.coursedir.db_url}
        AssignLatePenalties(config=course.api.config).preprocess(new_notebook(), {"nbgrader": where})


def _write_score(gradebook: Gradebook, where: tuple[str, str, str, str], verdict: CellVerdict) -> None:
    grade = gradebook.find_grade(*where)
    grade.auto_score = verdict.score
    grade.needs_manual_grade = verdict.score is None or grade.manual_score is not None


def _write_files(classroom: Classroom, report: Report) -> None:
    """Put new verdicts into the report, the graded notebook and the feedback of one student."""
    course, name = classroom.course, classroom.lab.name
    path = course.folder("autograded", report.student) / f"{name}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        verdict = report.verdicts.get(cell["metadata"].get("nbgrader", {}).get("grade_id"))
        if verdict is not None and cell["cell_type"] == "code":
            cell["outputs"] = [*report_outputs(verdict, report.remarks), *cell["outputs"][1:]]  # the first was ours
    mode = path.stat().st_mode
    write(path, json.dumps(notebook, ensure_ascii=False, indent=1))
    path.chmod(mode)
    course.generate_feedback(report.student)
    write(report_path(classroom.lab, report.student), report.model_dump_json(indent=1))
