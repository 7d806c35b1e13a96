"""The sets of unseen data: on each of them, every right answer can be told from every wrong one."""

import tomllib
from pathlib import Path

import pytest

from graders.descent import BATCH_SIZE, EPOCHS, in_order, problem, reference
from graders.explain import FEWEST_LOSSES, explain
from graders.losses import HIGH, NEAR_FLOOR, Losses
from graders.mistakes import catalogue, right_answers, typed_line
from graders.tolerance import distance

FILE = Path(__file__).parents[1] / "graders" / "lab4_minibatch" / "unseen.toml"
RELEASED = {"SLOPE": 1.0, "BIAS": -1.0, "NOISE": 0.1, "SEED": 1}
TYPED = RELEASED["SLOPE"], RELEASED["BIAS"]

# Where a right list and a wrong one differ most, they differ by at least so many tolerances, so that neither float32
# nor a tolerance doubled by a teacher lets one pass for the other.
FACTOR = 5.0

TWO_DECIMALS = 0.005  # what the tolerance grows by, when a student rounds to two decimals

BATCH_SIZES = (1, 5, 10, 15, 19, 20, 21, 30, 60)

SETS = tomllib.loads(FILE.read_text(encoding="utf-8"))["set"]


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


def right(data):
    """Every list that the lab's own batches make of a right answer, ten losses each."""
    return [known.losses[:EPOCHS] for known in right_answers(data, [in_order(BATCH_SIZE)] * EPOCHS)]


def test_there_are_enough_sets_and_no_two_alike():
    """Is an answer table for one set of no use to somebody else?"""
    assert len(SETS) >= 60
    for parameter in ("SLOPE", "BIAS", "SEED"):
        assert len({values[parameter] for values in SETS}) >= 50
    assert len({tuple(sorted(values.items())) for values in SETS}) == len(SETS)
    assert RELEASED not in SETS
    assert all(type(values["SEED"]) is int and values["SEED"] != RELEASED["SEED"] for values in SETS)


def test_lines_differ_from_the_released_one(parameters):
    """Is what a student may have typed in wrong, and is neither number one that hides a forgotten name?"""
    for parameter in ("SLOPE", "BIAS"):
        value, released = parameters[parameter], RELEASED[parameter]
        assert all(abs(value - plain) >= 0.5 for plain in (released, -released, 0.0))
        assert abs(value) <= 6, "the start values should stay far away"
    assert abs(parameters["SLOPE"] - parameters["BIAS"]) >= 0.5, "or w and b could be swapped unseen"


def test_noise_is_seen_and_does_not_drown_the_trend(data):
    """Do clean and noisy targets differ, and do the losses still fall by far?"""
    before_clean, _, before_noisy, _ = right(data)
    assert distance(before_clean, before_noisy) >= FACTOR
    assert data.start_loss >= 1000 * data.noise_floor
    assert before_clean[FEWEST_LOSSES - 2] >= HIGH * data.noise_floor, "the fall should last for some epochs"


def test_released_losses_are_wrong_here(data):
    """Is a list that is typed in not taken for a computed one, whatever it was read off?"""
    released = problem(RELEASED)
    ratio = released.noise_floor / data.noise_floor
    assert not NEAR_FLOOR[0] / FACTOR**0.1 <= ratio <= NEAR_FLOOR[1] * FACTOR**0.1
    for typed in right(released):
        assert min(distance(typed, here) for here in right(data)) >= FACTOR
        assert not Losses(typed, data, passes=(), by_hand=True, typed=TYPED).computed


@pytest.mark.parametrize("parameters", [RELEASED, *SETS], ids=name)
def test_every_known_mistake_is_told_from_the_right_answer(parameters):
    """Does each mistake differ from each right list, within the first losses already, and when they are rounded?"""
    data = problem(parameters)
    answers = [losses[:FEWEST_LOSSES] for losses in right(data)]
    # A list must be right in both runs, so that rounding need be considered in one only.
    typed, rounding = ((), 0.0) if parameters is RELEASED else (typed_line(data, TYPED), TWO_DECIMALS)
    for known in (*catalogue(data), *typed):
        nearest = min(distance(losses, known.losses, rounding) for losses in answers)
        assert nearest >= FACTOR, known.mistake


def test_batch_sizes_are_told_from_each_other(data):
    """Does each batch size have losses of its own, so that the right one is named?"""
    lists = [reference(data, size) for size in BATCH_SIZES]
    for number, one in enumerate(lists):
        for other in lists[:number]:
            assert distance(one, other) >= FACTOR


def test_right_answers_are_known_as_right(data):
    """Is each right list explained as a right one, and the given lists as mistakes?"""
    for losses in right(data):
        assert explain(losses, data, (), True, TYPED).mistake == ""
    for size in (1, 5, 10, 60):
        assert explain(reference(data, size), data, (), True, TYPED).mistake == f"batch size {size}"
