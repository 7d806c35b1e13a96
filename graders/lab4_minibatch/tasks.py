"""The five trainings of this lab: four are given, and the last is the student's."""

from __future__ import annotations

from functools import lru_cache

from graders.descent.candidates import right_in_order
from graders.descent.reading import numbers_of
from graders.descent.settings import SIXTY_POINTS
from graders.descent.simulator import Problem
from graders.descent.task import Earlier, Task
from graders.descent.tolerance import same
from graders.figures.curves import Graph
from graders.figures.graphs import graphs_of
from graders.figures.labels import BGD, MINI5, MINI10, MINI20, SGD, read_labels
from labgrader import CellRun

STEP = 0.1
_BOTH = ("clean", "noisy")  # the loader's data has no noise, and to train on Y is no mistake

# The given lists: the batch size of each, and what its training learns.
_GIVEN = {BGD: (SIXTY_POINTS.points, "noisy"), SGD: (1, "clean"), MINI5: (5, "clean"), MINI10: (10, "clean")}

GIVEN = {name: Task(SIXTY_POINTS, name, size, STEP, (target,)) for name, (size, target) in _GIVEN.items()}
MINI20_TASK = Task(
    SIXTY_POINTS, MINI20, 20, STEP, _BOTH, tuple(GIVEN), (Earlier(10, STEP, target="clean"),), given=True
)


def _as_it_stands(run: CellRun, data: Problem, task: Task) -> tuple[float, ...]:
    """A given list: right, and whatever the student has appended to it."""
    right = right_in_order(data, task).known(0).losses[: task.epochs]
    own = numbers_of(run, task.name)
    return own if len(own) > len(right) and same(own, right) else right


def expected_lists(run: CellRun) -> dict[str, tuple[float, ...]]:
    """The lists to be drawn, by name: the given ones as the oracle knows them, and the student's own, unless empty."""
    data = SIXTY_POINTS.problem(run.parameters)
    lists = {name: _as_it_stands(run, data, task) for name, task in GIVEN.items()}
    own = numbers_of(run, MINI20)
    return lists | ({MINI20: own} if own else {})


@lru_cache(maxsize=2)  # each test of a question asks for both runs
def graphs(run: CellRun) -> list[Graph]:
    """Every axes that draws at least one of the five lists, newest figure first."""
    return graphs_of(run, expected_lists(run), read_labels)
