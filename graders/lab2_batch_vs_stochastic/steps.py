"""The step size of a question when an earlier one has changed `lr`: that has cost points there, and costs none here."""

from __future__ import annotations

import math
from dataclasses import replace

from graders.descent.losses import Losses
from graders.descent.task import Task
from labgrader import CellRun, Wrong

STEP = 0.1


def steps(run: CellRun, earlier: str) -> tuple[float, ...]:
    """The step sizes that count: the given one, and what `lr` was after an earlier question, if it still is.

    Args:
        run: the graded cell in one run.
        earlier: grade_id of the question before.
    """
    before = run.at(earlier)
    left, now = (_number(one) for one in (before, run))
    return (STEP, left) if left is not None and left == now != STEP else (STEP,)


def task_of(run: CellRun, task: Task, earlier: str) -> Task:
    """The task, with the step size that the student's list was trained with, if that is one of those that count."""
    for step in steps(run, earlier)[1:]:
        other = replace(task, step=step)
        try:
            asked, changed = (Losses.of(run, one, (run.parameters["SLOPE"], 0.0)) for one in (task, other))
        except Wrong:
            break
        if changed.right and not asked.right:
            return other
    return task


def _number(run: CellRun | None) -> float | None:
    try:
        lr = run.number("lr") if run is not None else math.nan
    except Wrong:
        return None
    return lr if 0 < lr < math.inf else None
