"""The feedback page of one submission, from its graded notebook, its report, and what the gradebook holds of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader
from nbformat.notebooknode import NotebookNode
from nbgrader.utils import is_grade, is_solution, is_task

from labgrader import structure
from labgrader.page.filters import FILTERS, TEMPLATES
from labgrader.page.questions import arrange
from labgrader.pipeline.entries import Entry, Mark
from labgrader.regions import without_mark_scheme
from labgrader.report import Report
from labgrader.times import told


def feedback(notebook: NotebookNode, facts: Mapping[str, Any], report: Report | None) -> str:
    """The page, as HTML.

    Args:
        notebook: as it was graded, with the scores in it: see `put_scores`.
        facts: the student's id, the lab's name as "notebook", and what `put_scores` gave.
        report: the verdicts; None where nothing is known of them.
    """
    page = arrange(notebook, facts["notebook"], report)
    return _environment().get_template("index.html.j2").render(ours=facts, page=page).lstrip("\r\n")


def put_scores(notebook: NotebookNode, entry: Entry, most: Mapping[str, float], zone: str) -> dict[str, Any]:
    """Put scores and comments into the cells of a graded notebook, as nbgrader does.

    Args:
        notebook: as it was graded; changed in place.
        entry: what the gradebook holds of the submission.
        most: the points of each graded cell, by grade_id.
        zone: the course's time zone.

    Returns:
        The score of the whole, its maximum, whether a question is not graded yet, and when it came.
    """
    waiting = False
    for cell in notebook.cells:
        if structure.is_answer(cell):  # nbgrader puts the mark scheme of a task back, for those who mark it
            cell.source = without_mark_scheme(cell.source)
        name = structure.grade_id(cell)
        if is_solution(cell) or is_task(cell):
            auto, manual = entry.comments.get(name, (None, None))
            cell.metadata.nbgrader["comment"] = auto if manual is None else manual
        if is_grade(cell) or is_task(cell):
            mark = entry.marks.get(name, Mark())
            found = {"score": mark.score, "points": most.get(name, 0.0), "not_graded": not mark.graded}
            cell.metadata.nbgrader.update(found)
            waiting = waiting or not mark.graded
    penalty = entry.penalty or 0
    return {
        "score": entry.score - penalty,
        "max_score": sum(most.values()),
        "not_graded": waiting,
        "handed_in": told(entry.timestamp, entry.due, penalty, zone),
    }


@cache
def _environment() -> Environment:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(FILTERS)
    return environment
