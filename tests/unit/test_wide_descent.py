"""The oracle of labs 2 and 3, against torch doing the real thing with autograd, mistakes and all."""

import math

import pytest
import torch

from graders.descent.diagnose import Asked, explain
from graders.descent.divergence import agree, is_far
from graders.descent.settings import HUNDRED_POINTS
from graders.descent.simulator import in_order, losses_after, losses_before, train
from graders.descent.task import Earlier, Task

POINTS, EPOCHS = HUNDRED_POINTS.points, HUNDRED_POINTS.epochs
RELEASED = {"SLOPE": -5.0, "NOISE": 0.4, "SEED": 1}
OTHER = {"SLOPE": 2.37, "NOISE": 0.3, "SEED": 12}

BGD = Task(HUNDRED_POINTS, "LOSS_BGD", POINTS, 0.1)
SGD = Task(HUNDRED_POINTS, "LOSS_SGD", 1, 0.1, earlier=(Earlier(POINTS, 0.1),))
SMALL = Task(HUNDRED_POINTS, "LOSS_SMALL", 1, 0.01)
TEN = Task(HUNDRED_POINTS, "LOSS_10", 10, 0.02, ("noisy", "clean"), earlier=(Earlier(1, 0.02),))
ASKED = Asked(typed=(-5.0, 0.0))


class Lab:
    """What the notebooks give to a student, for one set of parameters."""

    def __init__(self, parameters):
        self.x = torch.arange(-5, 5, 0.1).view(-1, 1)
        self.f = parameters["SLOPE"] * self.x
        torch.manual_seed(parameters["SEED"])
        self.y = self.f + parameters["NOISE"] * torch.randn(self.x.size())
        self.data = HUNDRED_POINTS.problem(parameters)

    def losses(self, size, step, *, target=None, start=(-10.0, -20.0), zero="wb", learn="wb", record=None, after=False):
        """Train for twenty epochs, in order; the losses before or after each epoch, or what `record` makes of one."""
        target = self.y if target is None else target
        w, b = (torch.tensor(value, requires_grad=True) for value in start)
        found = []
        for _ in range(EPOCHS):
            total, met = torch.mean((w * self.x + b - self.y) ** 2).item(), []
            for i in range(0, POINTS, size):
                loss = torch.mean((w * self.x[i : i + size] + b - target[i : i + size]) ** 2)
                met.append(loss.item())
                loss.backward()
                for name, part in (("w", w), ("b", b)):
                    if name in learn:
                        part.data -= step * part.grad
                    if name in zero:
                        part.grad.zero_()
            if after:
                total = torch.mean((w * self.x + b - self.y) ** 2).item()
            found.append(record(met) if record else total)
        return tuple(found)


@pytest.fixture(params=(RELEASED, OTHER), ids=lambda values: f"seed-{values['SEED']}")
def lab(request):
    """The labs with one set of parameters."""
    return Lab(request.param)


def ask(lab, losses, task):
    """The mistake that the oracle names, "" for a right answer, None when it knows nothing."""
    cause = explain(tuple(losses), lab.data, task, ASKED)
    return cause and cause.mistake


def test_data_is_what_the_notebooks_make(lab):
    """Does the oracle make the same points and the same noise?"""
    assert lab.data.x.tolist() == lab.x.double().view(-1).tolist()
    assert lab.data.noisy.tolist() == lab.y.double().view(-1).tolist()


@pytest.mark.parametrize("size", [1, 7, 10, 20, 100])
def test_losses_are_those_of_torch(lab, size):
    """Are simulated losses, before and after each epoch, those of autograd?"""
    trace = train(lab.data, [in_order(size, POINTS)] * EPOCHS, Task(HUNDRED_POINTS, "", size, 0.02).training())
    assert losses_before(lab.data, trace) == pytest.approx(lab.losses(size, 0.02), rel=2e-5)
    assert losses_after(lab.data, trace) == pytest.approx(lab.losses(size, 0.02, after=True), rel=2e-5)


def test_first_losses_are_those_that_were_published():
    """Does batch gradient descent fall as it did in the course material, whose noise had no seed?"""
    found = Lab(RELEASED).losses(POINTS, 0.1)
    assert found[:4] == pytest.approx((596.7, 343.4, 202.7, 122.2), rel=0.01)
    assert found[-1] == pytest.approx(0.225, abs=0.05)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("task", [BGD, SGD, SMALL, TEN], ids=lambda task: task.name)
def test_right_answers_are_right(lab, task, after):
    """Is a right list known as right, also where it runs away and rounding decides?"""
    assert ask(lab, lab.losses(task.batch_size, task.step, after=after), task) == ""


def test_training_on_the_true_line_is_a_mistake_where_the_data_is_asked_for(lab):
    """Is it named where the data is asked for, and not taken for right where nothing but rounding feeds the growth?"""
    for task in (BGD, SMALL):
        losses = lab.losses(task.batch_size, task.step, target=lab.f)
        assert ask(lab, losses, task) == "trained on the line without noise"
    assert ask(lab, lab.losses(1, 0.1, target=lab.f), SGD) in (None, "trained on the line without noise")
    assert ask(lab, lab.losses(10, 0.02, target=lab.f), TEN) == ""


def test_what_was_left_by_the_training_before_is_a_mistake(lab):
    """Is a training known that goes on from where the one before it ended?"""
    how = Task(HUNDRED_POINTS, "", POINTS, 0.1).training()
    end = train(lab.data, [in_order(POINTS, POINTS)] * EPOCHS, how).ends[-1]
    assert ask(lab, lab.losses(1, 0.1, start=end), SGD) == "w and b not reset"


NUMBERS = (math.nan, math.inf, -math.inf, 0.0, -1.0, 1e300, 595.0)


@pytest.mark.parametrize(
    "task", [BGD, SGD, SMALL, TEN, Task(HUNDRED_POINTS, "", 1, 1e308), Task(HUNDRED_POINTS, "", 1, 1e-308)], ids=str
)
@pytest.mark.filterwarnings("error")
def test_no_list_of_numbers_makes_the_oracle_fail(task):
    """Is whatever a list holds taken for evidence?"""
    data = HUNDRED_POINTS.problem(RELEASED)
    for first in NUMBERS[::3]:
        for rest in NUMBERS[:: 2 if task.batch_size > 1 else 5]:
            explain((first,) + (rest,) * (EPOCHS - 1), data, task, ASKED)


def test_far_losses_agree_loosely_and_others_exactly():
    """Is a list compared up to its first far loss, and after that only for being far?"""
    assert agree((595.0, 1.02e13, 7e11), (595.0, 1e13, 2e14), 0.0)
    assert agree((595.0, 1.02e13, math.nan), (595.0, 1e13, 2e14), 0.0)
    assert not agree((595.0, 1.3e13, 7e11), (595.0, 1e13, 2e14), 0.0)
    assert not agree((595.0, 1e13, 0.2), (595.0, 1e13, 2e14), 0.0)
    assert not agree((590.0, 1e13), (595.0, 1e13), 0.0)
    assert not agree((), (595.0,), 0.0)
    assert is_far(math.nan)
    assert is_far(-math.inf)


def test_losses_that_stay_near_are_not_those_of_a_training_that_runs_away(lab):
    """Is a list refused that no order of the points makes, where shuffled ones lie nearly anywhere?"""
    for value in (12374.0, 2000.0, 9e5, 0.5):
        assert ask(lab, (lab.data.start_loss, *[value] * 19), SGD) != ""
    assert ask(lab, (lab.data.start_loss, *[1e15, math.inf, math.nan] * 6, math.nan), SGD) == ""
