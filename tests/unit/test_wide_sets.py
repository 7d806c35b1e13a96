"""The unseen sets of labs 2 and 3: right answers can be told from wrong ones, and from typed-in ones, on each."""

import tomllib
from pathlib import Path

import pytest

from graders.descent.candidates import right_in_order
from graders.descent.diagnose import FEWEST_LOSSES, Asked, explain
from graders.descent.divergence import agreeing
from graders.descent.hundred_sets import FACTOR, refuse
from graders.descent.settings import HUNDRED_POINTS
from graders.descent.task import Task
from graders.descent.tolerance import distance, slack

GRADERS = Path(__file__).parents[2] / "graders"
LABS = ("lab2_batch_vs_stochastic", "lab3_dataloader")
RELEASED = {"SLOPE": -5.0, "NOISE": 0.4, "SEED": 1}
SETS = [
    (lab, values)
    for lab in LABS
    for values in tomllib.loads((GRADERS / lab / "unseen.toml").read_text(encoding="utf-8"))["set"]
]
POINTS = HUNDRED_POINTS.points
TASKS = {
    LABS[0]: tuple(
        Task(HUNDRED_POINTS, name, size, step)
        for name, size, step in (("LOSS_BGD", POINTS, 0.1), ("LOSS_SGD", 1, 0.1), ("LOSS_SMALL", 1, 0.01))
    ),
    LABS[1]: tuple(Task(HUNDRED_POINTS, f"LOSS_{size}", size, 0.02, ("noisy", "clean")) for size in (1, 10, 20)),
}

each_set = pytest.mark.parametrize(("lab", "values"), SETS, ids=lambda v: v if isinstance(v, str) else f"{v['SEED']}")


def right_list(values, task):
    """The losses that the lab's own training makes."""
    return right_in_order(HUNDRED_POINTS.problem(values), task).known(0).losses[: task.epochs]


@pytest.mark.parametrize("lab", LABS)
def test_there_are_enough_sets_and_no_two_alike(lab):
    """Is an answer table for one set of no use to somebody else?"""
    sets = [values for name, values in SETS if name == lab]
    assert len(sets) >= 50
    for parameter in ("SLOPE", "SEED"):
        assert len({values[parameter] for values in sets}) >= 50
    assert all(type(values["SEED"]) is int for values in sets)


@each_set
def test_right_and_wrong_can_be_told_apart(lab, values):
    """Does the rule for unseen data refuse no vetted set?"""
    assert refuse(values, RELEASED) == ""


@each_set
def test_released_losses_are_wrong_here(lab, values):
    """Is a list that was read off told from a computed one?"""
    for task in TASKS[lab]:
        assert distance(right_list(RELEASED, task)[:1], right_list(values, task)[:1]) >= FACTOR


@each_set
def test_right_answers_are_known_and_the_tasks_told_from_each_other(lab, values):
    """Is each right list known as right, and is that of another task explained as a mistake?"""
    data = HUNDRED_POINTS.problem(values)
    for task in TASKS[lab]:
        losses = right_list(values, task)
        assert explain(losses, data, task, Asked(typed=(-5.0, 0.0))).mistake == ""
        for other in TASKS[lab]:
            if other is not task:
                begins = losses[:FEWEST_LOSSES]
                assert not agreeing(begins, right_in_order(data, other).lists, slack(begins)).any()
