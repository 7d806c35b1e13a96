"""The unseen sets of labs 2 and 3: right answers can be told from wrong ones, and from typed-in ones, on each."""

import tomllib
from pathlib import Path

import pytest

from graders.causes import FEWEST_LOSSES, explain
from graders.descent import in_order, losses_before, train
from graders.runaway import agree
from graders.slips import right_answers
from graders.tolerance import distance
from graders.wide import EPOCHS, POINTS, Task, problem
from graders.wide_sets import FACTOR, refuse

GRADERS = Path(__file__).parents[2] / "graders"
LABS = ("lab2_batch_vs_stochastic", "lab3_dataloader")
RELEASED = {"SLOPE": -5.0, "NOISE": 0.4, "SEED": 1}
SETS = [
    (lab, values)
    for lab in LABS
    for values in tomllib.loads((GRADERS / lab / "unseen.toml").read_text(encoding="utf-8"))["set"]
]
TASKS = {
    LABS[0]: (Task("LOSS_BGD", POINTS, 0.1), Task("LOSS_SGD", 1, 0.1), Task("LOSS_SMALL", 1, 0.01)),
    LABS[1]: tuple(Task(f"LOSS_{size}", size, 0.02, ("noisy", "clean")) for size in (1, 10, 20)),
}

each_set = pytest.mark.parametrize(("lab", "values"), SETS, ids=lambda v: v if isinstance(v, str) else f"{v['SEED']}")


def right_list(values, task):
    """The losses that the lab's own training makes."""
    data = problem(values)
    return tuple(losses_before(data, train(data, [in_order(task.batch_size, points=POINTS)] * EPOCHS, task.training())))


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
    data = problem(values)
    for task in TASKS[lab]:
        losses = right_list(values, task)
        assert explain(losses, data, task, (), True, -5.0).mistake == ""
        for other in TASKS[lab]:
            if other is not task:
                right = [known.losses for known in right_answers(data, other, [in_order(other.batch_size)] * 2)]
                assert not any(agree(losses[:FEWEST_LOSSES], one) for one in right)
