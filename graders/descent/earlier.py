"""Where w and b stand, and what their gradients hold, after the questions before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graders.descent.simulator import Problem, in_order, train
from graders.descent.task import Task


def left_by(data: Problem, task: Task) -> Iterator[Mapping]:
    """After each of the trainings before, which had set them back or not: where they are when this one does not."""
    start = line = task.setting.start
    for size, step, updates, target in task.earlier:
        one = in_order(size, task.points)[:updates]
        passes = [one] * (1 if updates else task.epochs)
        for begin in dict.fromkeys((start, line)):
            line = train(data, passes, task.training(target=target, lr=step, start=begin)).ends[-1]
            yield from ({"start": place} for place in (line, (line[0], start[1]), (start[0], line[1])))


def not_zeroed(data: Problem, task: Task, *, reset: bool = True) -> Iterator[Mapping]:
    """After the one update of a question before, whose gradients are still there.

    Args:
        data: of the run.
        task: what is asked now.
        reset: whether w and b were set back since then.
    """
    w, b = task.setting.start
    for size, step, updates, target in task.earlier:
        if updates == 1:
            m = data.batch_moments(in_order(size, task.points)[0], target)
            gradient = 2 * (w * m.xx + b * m.x - m.xy), 2 * (w * m.x + b - m.y)
            start = (w, b) if reset else (w - step * gradient[0], b - step * gradient[1])
            yield {"start": start, "gradient": gradient}
