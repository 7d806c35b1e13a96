"""The graders of lab1_from_scratch: whatever evidence holds, they pass or say what is wrong, and never break."""

import importlib
import math
import random
import warnings

import pytest

from labgrader import CellRun
from labgrader.evidence import CellEvidence

PARAMETERS = {"SLOPE": 20.0, "BIAS": 5.0, "SEED": 1}
HUGE = 2**511
ODD = [
    None,
    True,
    0,
    -1,
    HUGE,
    1e308,
    math.nan,
    math.inf,
    "",
    "NotImplementedError",
    {"raised": "TypeError: x"},
    {"raised": 5},
    {},
    [],
    (),
    [[]],
    [None] * 600,
    [[]] * 600,
    [math.nan] * 600,
    [[math.nan, math.inf]] * 600,
    [[1e308, -1e308]] * 600,
    [[5e-324, 0]] * 600,
    [[20.0, 5.0]] * 600,
    [[20, 5], [HUGE, HUGE], None, "x", [1, 2, 3]],
    [[i * 1e99, -(i**3) * 1e97] for i in range(600)],
    [[(-1) ** i * 10.0 ** (i // 3), 0.1] for i in range(300)],
    [[20.0 - 0.9**i, 5.0 - 0.99**i] for i in range(600)],
    [[20.0, 5.0 + 1e-300]] * 30 + [[0.5, 5.0]] * 600,
    [[[1.0, 2.0], [3.0, math.nan], [5.0, 6.0]]] * 100,
    [[[1e308, 2.0], [-1e308, 4.0], [1e308, 6.0]]] * 100,
    [[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]] * 100,
    [[-50] * 100] * 100,
    [[-50, 49]],
    [[[math.nan, 1]], [[]], []],
    [[[[]]]],
    object(),
    range(3),
]
PROBED = (
    *("gradients", "in_order", "one_left", "by_default", "shuffled", "left_alone"),
    *("length", "thetas", "objects", "ends", "own_batches", "own_gradients"),
)
TESTS = {
    "predict": ["test_prediction"],
    "gradient": ["test_points_uphill", "test_is_the_gradient"],
    "minibatches": [
        "test_each_item_once",
        "test_batch_size",
        "test_keeps_the_order",
        "test_shuffles",
        "test_defaults",
    ],
    "train": ["test_one_theta_for_each_epoch", "test_steps_of_mini_batches", "test_ends_at_the_line"],
}


@pytest.fixture
def judge(inside, read):
    """Lets every test of every grader look at evidence; gives what they said."""

    def evidence(names):
        return read(names=inside.snapshot.names(names, lambda loader: 1))

    def judge(names, probe):
        found, probed = evidence(names), evidence(probe)
        return [said for grade_id in TESTS for said in judge_one(grade_id, found, probed)]

    def judge_one(grade_id, found, probed):
        run = CellRun(CellEvidence(grade_id=grade_id, parameters=PARAMETERS, evidence=found, probe=probed))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", pytest.PytestUnknownMarkWarning)  # "points" is a mark of grading sessions
            grader = importlib.import_module(f"graders.lab1_from_scratch.test_{grade_id}")
        said = []
        for name in TESTS[grade_id]:
            try:
                getattr(grader, name)(run, run)
                said.append("")
            except AssertionError as error:
                said.append(str(error))
        return said

    return judge


GIVEN = {"SEED": 1, "linear_gradient": len, "minibatches": len}


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_does_no_odd_value_break_a_grader(judge, odd):
    said = judge(GIVEN | {"prediction": odd}, dict.fromkeys(PROBED, odd))
    assert all(said), "an odd value earns nothing"
    assert all(judge({"SEED": odd, "prediction": 8}, {}))


@pytest.mark.parametrize("seed", range(12))
def test_does_no_mixture_of_odd_values_break_a_grader(judge, seed):
    dice = random.Random(seed)
    probe = {name: dice.choice(ODD) for name in PROBED}
    probe["length"] = dice.choice([1000, 1001, 5000, 20, probe["length"]])
    assert judge(GIVEN | {"prediction": dice.choice(ODD)}, probe)


def test_is_nothing_reported_nothing_earned(judge):
    assert all(judge({}, {}))
