"""The way of a submission, from what was read to what is written: one function, pure but for the kept results."""

from __future__ import annotations

import copy
import logging
from dataclasses import dataclass

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task

from labgrader import runner, structure
from labgrader.evidence import CellEvidence, RunRecord
from labgrader.grading import graders_of
from labgrader.kept import Kept, digest, key_of
from labgrader.lab import Lab
from labgrader.page.feedback import feedback, put_scores
from labgrader.pipeline.context import Context
from labgrader.pipeline.entries import Entry
from labgrader.pipeline.graded import Graded, Rows
from labgrader.pipeline.submission import Submission, for_kernel
from labgrader.pipeline.workers import Lost
from labgrader.plaintext import MAX_MESSAGE, few, plain, quoted
from labgrader.regions import split
from labgrader.report import Report, report_outputs
from labgrader.runner import Job, Result
from labgrader.seam.clean import Room, clean_outputs
from labgrader.verdict import CellVerdict

MOST_REMARKS = 20  # on one submission

log = logging.getLogger("labgrader")


class NotKept(LookupError):
    """What running a submission led to is not kept, and it was not to be run."""


def grade_submission(submission: Submission, context: Context, cache: Kept, entry: Entry) -> Graded:
    """Repair, run, judge and show one submission.

    Args:
        submission: as it was read; its notebook is changed in place.
        context: what all submissions of the lab are graded with.
        cache: the kept results; a run that is not kept yet is added.
        entry: what the gradebook holds of the submission: grades and comments by hand stay, and are shown.

    Raises:
        NotKept: `context.execute` runs nothing, and the result is not kept.
    """
    judged = judge_submission(submission, context, cache)
    if judged.excused:
        cache.forget(judged.report.evidence)  # the course was at fault: when that is mended, it is run again
    return show(judged, submission, context, entry)


@dataclass(frozen=True)
class Judged:
    """A submission whose verdicts stand.

    Attributes:
        notebook: with its structure in order, and without outputs.
        ran: the executed notebook, as JSON where it was kept; None when nothing was run.
        excused: whether something that it failed is the course's own fault.
    """

    notebook: NotebookNode
    report: Report
    ran: NotebookNode | str | None = None
    excused: bool = False


def judge_submission(submission: Submission, context: Context, cache: Kept) -> Judged:
    """The first part of `grade_submission`: all but what is shown."""
    report = Report(lab=context.lab.name, student=submission.student, remarks=list(submission.remarks))
    notebook, ran, excused = prepare(submission.notebook, context, report), None, False
    try:
        record, ran = _run(notebook, submission, context, cache, report)
        verdicts = graders_of(context.lab).judge(record)
        report.verdicts = context.faults.excuse(verdicts, record)
        excused = report.verdicts != verdicts
    except (NotKept, Lost):
        raise
    except Exception as error:  # a fault of ours or of the machine's: recorded, listed, never a score
        log.debug("%s/%s could not be checked", context.lab.name, quoted(submission.student), exc_info=True)
        report.verdicts = unchecked(context.lab, f"{type(error).__name__}: {plain(str(error))}")
    report.remarks = few([plain(remark, MAX_MESSAGE) for remark in report.remarks], MOST_REMARKS)
    return Judged(notebook, report, ran, excused)


def prepare(notebook: NotebookNode, context: Context, report: Report) -> NotebookNode:
    """Put the structure of a notebook in order, in place; what was repaired is added to the report's remarks."""
    report.remarks.extend(structure.repair(notebook, context.reference))
    if context.kernelspec:
        notebook.metadata["kernelspec"] = copy.deepcopy(context.kernelspec)
    return notebook


def job_of(notebook: NotebookNode, submission: Submission, context: Context) -> Job:
    """What is run of a submission whose structure is in order."""
    files = {**submission.notebooks, **for_kernel(submission.files), **context.given}
    return runner.job_for(context.lab, notebook, files, limits=context.limits)


def show(judged: Judged, submission: Submission, context: Context, entry: Entry) -> Graded:
    """The second part of `grade_submission`: what is written of a submission whose verdicts stand."""
    notebook, report = judged.notebook, judged.report
    if judged.ran is not None:
        ran = nbformat.v4.reads(judged.ran) if isinstance(judged.ran, str) else judged.ran
        _put_outputs(notebook, ran)
    for cell in notebook.cells:
        verdict = report.verdicts.get(structure.grade_id(cell))
        if verdict is not None and cell.cell_type == "code":
            cell.source = split(cell.source).visible  # hidden regions reach no page, whatever happened
            cell.outputs = [*report_outputs(verdict, report.remarks), *cell.outputs]
        context.limit_output.preprocess_cell(cell, {}, 0)
    rows = rows_of(notebook, submission, context, report, entry)
    shown = NotebookNode(
        notebook | {"cells": [NotebookNode(c | {"metadata": _copy(c.metadata)}) for c in notebook.cells]}
    )
    facts = put_scores(shown, rows.into(entry), context.most, context.zone)
    facts |= {"student": submission.student, "notebook": context.lab.name}
    return Graded(
        report=report,
        rows=rows,
        notebook=notebook,
        page=feedback(shown, facts, report),
        files={**submission.files, **context.given},
        fingerprint=submission.fingerprint,
    )


def _copy(metadata: NotebookNode) -> NotebookNode:
    """Metadata of a cell, whose part for nbgrader is about to change."""
    return NotebookNode({name: NotebookNode(part) if name == "nbgrader" else part for name, part in metadata.items()})


def _put_outputs(notebook: NotebookNode, executed: NotebookNode) -> None:
    room = Room()
    for cell, ran in zip(notebook.cells, executed.cells, strict=True):
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = clean_outputs(ran.outputs, room), ran.execution_count


def rows_of(notebook: NotebookNode, submission: Submission, context: Context, report: Report, entry: Entry) -> Rows:
    """What goes into the gradebook: the verdicts; for cells graded by hand and for comments, nbgrader's own rules."""
    scores: dict[str, float | None] = {}
    comments: dict[str, str | None] = {}
    for cell in notebook.cells:
        name = structure.grade_id(cell)
        if is_grade(cell):
            verdict = report.verdicts.get(name)
            by_hand = not structure.is_autograded(cell)
            scores[name] = determine_grade(cell)[0] if by_hand else verdict.score if verdict else None
        if is_solution(cell) or is_task(cell):
            untouched = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
            comments[name] = "No response." if untouched and not is_task(cell) else None
    rows = Rows(submission.timestamp, scores, comments)
    return Rows(submission.timestamp, scores, comments, _penalty(submission.student, rows.into(entry), context))


def _penalty(student: str, entry: Entry, context: Context) -> float | None:
    """What the course's plugin takes off for being late, kept between 0 and the score, as nbgrader does."""
    late = entry.seconds_late()
    if not late > 0:
        return None
    penalty = context.penalties.plugin_inst.late_submission_penalty(student, entry.score, late)
    return None if penalty is None else min(max(penalty, 0), entry.score)


def _run(
    notebook: NotebookNode, submission: Submission, context: Context, cache: Kept, report: Report
) -> tuple[RunRecord, NotebookNode | str | None]:
    """Run a submission, unless that is kept: its evidence, and the executed notebook, as JSON where it was kept."""
    lab = context.lab
    if submission.unreadable:
        report.remarks.insert(0, submission.unreadable)
        record = nothing_ran(lab, submission.unreadable)
        report.evidence = digest([lab.name, submission.unreadable])
        if report.evidence not in cache:
            cache.put(report.evidence, Result(record, notebook))
        return record, None
    job = job_of(notebook, submission, context)
    report.evidence = key_of(job, context.confinement)
    found = None if context.fresh else cache.halves(report.evidence)
    if found is None:
        result = context.execute(job, context.confinement)
        cache.put(report.evidence, result)
        found = result.record, result.notebook
    report.remarks.extend(found[0].remarks)
    return found


def nothing_ran(lab: Lab, reason: str) -> RunRecord:
    """The evidence of a submission that could not be run, through its own fault."""
    cells = {name: CellEvidence(grade_id=name, parameters={}, missing=reason) for name in lab.points}
    return RunRecord(lab=lab.name, unseen_set=0, released=cells, unseen=cells)


def unchecked(lab: Lab, reason: str) -> dict[str, CellVerdict]:
    """Verdicts that say why nothing could be checked."""
    return {name: CellVerdict(grade_id=name, max_points=points, reason=reason) for name, points in lab.points.items()}


def as_text(notebook: NotebookNode) -> str:
    """A notebook as nbgrader writes it."""
    return nbformat.v4.writes(notebook) + "\n"
