"""The hidden regions of lab1_from_scratch: do the graders know what they called the student's functions with?"""

import random
from pathlib import Path

import pytest

from graders.lab1_from_scratch import batches, gradients, line_steps
from graders.lab1_from_scratch.theta_path import read
from labgrader import CellRun, regions, structure
from labgrader.evidence import CellEvidence
from labgrader.lab import Lab

LAB = Lab(Path(__file__).parents[2], "lab1_from_scratch")
LINE = (-7.5, 8.25)
SEEDS = [1, *(int(values["SEED"]) for values in LAB.unseen.sets)]


def linear_gradient(x, y, theta):
    error = theta[0] * x + theta[1] - y
    return [2 * error * x, 2 * error]


def minibatches(dataset, batch_size=20, shuffle=True):
    items = random.sample(dataset, len(dataset)) if shuffle else dataset
    return [items[i : i + batch_size] for i in range(0, len(items), batch_size)]


@pytest.fixture
def probe(inside, read):
    """Runs a hidden region in a namespace, and gives the graded cell as a grader sees it."""

    def probe(grade_id, namespace, values):
        cell = next(c for c in LAB.source.cells if structure.grade_id(c) == grade_id)
        space = dict(namespace) | values
        before = dict(space)
        exec(regions.split(cell.source).probe, space)
        assigned = {k: v for k, v in space.items() if k not in before or before[k] is not v}
        given = {k: v for k, v in before.items() if not callable(v)} | {"linear_gradient": 1, "minibatches": 1}
        found, probed = (read(names=inside.snapshot.names(names, lambda loader: 1)) for names in (given, assigned))
        return CellRun(CellEvidence(grade_id=grade_id, parameters=values, evidence=found, probe=probed))

    return probe


def values(seed, slope=-7.5, bias=8.25):
    return {"SLOPE": slope, "BIAS": bias, "SEED": seed}


@pytest.mark.parametrize("seed", SEEDS[:8])
def test_do_the_graders_know_the_pairs_and_thetas(probe, seed):
    run = probe("gradient", {"linear_gradient": lambda x, y, theta: [x, y, *theta]}, values(seed))
    called = [tuple(number.value for number in answer.items) for answer in run.probe["gradients"].items]
    assert called == [(case.x, case.y, *case.theta) for case in gradients.cases(seed)]


@pytest.mark.parametrize("seed", SEEDS[:8])
def test_do_the_graders_know_the_datasets_and_batch_sizes(probe, seed):
    asked = []

    def minibatches(dataset, *more):
        asked.append((tuple(dataset), *more))
        return [dataset]

    run = probe("minibatches", {"minibatches": minibatches}, values(seed))
    expected = batches.asked(seed)
    assert asked[0] == (expected.dataset, expected.batch_size, False)
    assert asked[1] == (expected.dataset[: 2 * expected.batch_size + 1], expected.batch_size, False)
    assert asked[2] == (expected.dataset,)
    assert asked[3:] == [(expected.dataset, expected.batch_size, True)] * batches.CALLS
    assert batches.left_alone(run)
    assert batches.call(run, "in_order").in_order
    assert len(batches.call(run, "one_left").flat) == 2 * expected.batch_size + 1


@pytest.mark.parametrize("seed", SEEDS)
def test_is_each_call_one_that_tells(seed):
    """The last batch is smaller, sizes and numbers of batches differ, and each mistake shows in a sign or a number."""
    asked = batches.asked(seed)
    count, size = len(asked.dataset), asked.batch_size
    assert len(set(asked.dataset)) == count
    assert 2 <= count % size < size < 10 <= count // size
    assert count > 60, "several batches by default"
    right = [gradients.gradient(case) for case in gradients.cases(seed)]
    for mistake in gradients.MISTAKES:
        made = [mistake.make(case.x, case.y, *case.theta) for case in gradients.cases(seed)]
        assert gradients.known(made, seed, LINE) is mistake
        assert not gradients.same(made, right)
        harmless = mistake.name == "rounded" or ("factor 2" in mistake.name and "sign" not in mistake.name)
        assert harmless or seed != SEEDS[0] or not gradients.uphill(made, right), mistake.name
    assert gradients.same(right, right)
    assert gradients.uphill(right, right)


def test_is_a_path_read_with_what_belongs_to_it(probe):
    path = [[float(i), 0.5] for i in range(1000)]
    names = {"linear_gradient": linear_gradient, "minibatches": minibatches, "path": path, "theta": path[-1]}
    found = read(probe("train", names, values(5)))
    assert (found.length, found.objects, len(found.thetas), found.ends) == (1000, 1000, 600, ((999.0, 0.5),) * 2)
    assert not found.gradient_is_wrong
    assert not found.batches_are_wrong
    assert dict(found.own_gradients) == line_steps.right_gradients(-7.5, 8.25)
    names["linear_gradient"] = lambda x, y, theta: [part / 2 for part in linear_gradient(x, y, theta)]
    names["minibatches"] = lambda dataset, *more: minibatches(dataset[:-1], *more)
    found = read(probe("train", names, values(5)))
    assert found.gradient_is_wrong
    assert found.batches_are_wrong


def test_is_what_the_regions_report_within_the_bounds_of_evidence(probe):
    names = {"linear_gradient": linear_gradient, "minibatches": minibatches}
    path = [[float(i), 0.5] for i in range(5000)]
    for grade_id in ("gradient", "minibatches", "train"):
        run = probe(grade_id, names | {"path": path, "theta": [1.0, 2.0]}, values(5))
        reported = [value for value in run.probe.values() if value.kind == "list"]
        assert reported
        assert all(value.length == len(value.items) for value in reported)
