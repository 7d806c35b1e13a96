"""The sets of unseen data: on each of them, every right answer can be told from every wrong one."""

import tomllib
from pathlib import Path

import pytest

from graders.descent.candidates import deviating_in_order, right_in_order, typed_line
from graders.descent.diagnose import FEWEST_LOSSES, Asked, explain
from graders.descent.losses import Losses
from graders.descent.settings import SIXTY_POINTS
from graders.descent.task import Task
from graders.descent.tolerance import distance
from graders.lab4_minibatch.sets import FACTOR, refuse, right_lists
from graders.lab4_minibatch.tasks import GIVEN
from graders.lab4_minibatch.tasks import MINI20_TASK as TASK

FILE = Path(__file__).parents[2] / "graders" / "lab4_minibatch" / "unseen.toml"
RELEASED = {"SLOPE": 1.0, "BIAS": -1.0, "NOISE": 0.1, "SEED": 1}
ASKED = Asked(typed=(RELEASED["SLOPE"], RELEASED["BIAS"]))

TWO_DECIMALS = 0.005  # what the tolerance grows by, when a student rounds to two decimals

BATCH_SIZES = (1, 5, 10, 15, 19, 20, 21, 30, 60)

SETS = tomllib.loads(FILE.read_text(encoding="utf-8"))["set"]


problem = SIXTY_POINTS.problem


def reference(data, size):
    """The losses of the lab's own training with batches of this size, in order, on the line without noise."""
    return right_in_order(data, Task(SIXTY_POINTS, "", size, TASK.step, ("clean",))).known(0).losses[: TASK.epochs]


def name(values):
    """A set, as the name of a test."""
    return f"seed-{values['SEED']}"


@pytest.fixture(params=SETS, ids=name)
def parameters(request):
    """One unseen set."""
    return request.param


@pytest.fixture
def data(parameters):
    """The data of one unseen set."""
    return problem(parameters)


def test_there_are_enough_sets_and_no_two_alike():
    """Is an answer table for one set of no use to somebody else?"""
    assert len(SETS) >= 60
    for parameter in ("SLOPE", "BIAS", "SEED"):
        assert len({values[parameter] for values in SETS}) >= 50
    assert len({tuple(sorted(values.items())) for values in SETS}) == len(SETS)
    assert RELEASED not in SETS
    assert all(type(values["SEED"]) is int and values["SEED"] != RELEASED["SEED"] for values in SETS)


def test_right_and_wrong_can_be_told_apart(parameters):
    """Does the rule for unseen data refuse no vetted set, and is neither number one that hides a forgotten name?"""
    assert refuse(parameters, RELEASED) == ""
    assert all(abs(abs(parameters[name]) - 1) >= 0.5 for name in ("SLOPE", "BIAS"))


def test_released_losses_are_wrong_here(data):
    """Is a list that is typed in not taken for a computed one, whatever it was read off?"""
    for typed in right_lists(problem(RELEASED)):
        assert not Losses(typed, data, TASK, ASKED).computed


@pytest.mark.parametrize("parameters", [RELEASED, *SETS], ids=name)
def test_every_known_mistake_is_told_from_the_right_answer(parameters):
    """Does each mistake differ from each right list, within the first losses already, and when they are rounded?"""
    data = problem(parameters)
    answers = [losses[:FEWEST_LOSSES] for losses in right_lists(data)]
    # A list must be right in both runs, so that rounding need be considered in one only.
    made, rounding = [deviating_in_order(data, TASK)], 0.0
    if parameters is not RELEASED:
        made, rounding = [*made, typed_line(data, TASK, ASKED.typed)], TWO_DECIMALS
    for group in made:
        for label, losses in zip(group.labels, group.lists.tolist(), strict=True):
            nearest = min(distance(one, losses, rounding) for one in answers)
            assert nearest >= FACTOR, label.mistake


def test_batch_sizes_are_told_from_each_other(data):
    """Does each batch size have losses of its own, so that the right one is named?"""
    lists = [reference(data, size) for size in BATCH_SIZES]
    for number, one in enumerate(lists):
        for other in lists[:number]:
            assert distance(one, other) >= FACTOR


def test_right_answers_are_known_as_right(data):
    """Is each right list explained as a right one, and the given lists as mistakes?"""
    for losses in right_lists(data):
        assert explain(losses, data, TASK, ASKED).mistake == ""
    for task in GIVEN.values():
        assert explain(reference(data, task.batch_size), data, TASK, ASKED).mistake == f"batch size {task.batch_size}"
