"""Which training made a path: against the loops that people write, in plain Python."""

import random

import pytest

from graders.lab1_from_scratch import line_steps as steps
from graders.lab1_from_scratch.path_mistakes import MISTAKES
from graders.lab1_from_scratch.path_replay import OWN, RIGHT, decay, explain, unsteadiness
from graders.lab1_from_scratch.theta_path import Path

LINES = [(20.0, 5.0, 1), (-33.3, -8.25, 4711)]


def gradient(x, y, theta):
    error = theta[0] * x + theta[1] - y
    return [2 * error * x, 2 * error]


def train(line, batches_of, epochs=600, step=0.001, gradient=gradient, seed=None):
    """The notebook's own loop; `batches_of(dice, points)` gives the batches of an epoch."""
    slope, bias, start = line
    dice = random.Random(start)
    theta = [dice.uniform(-1, 1), dice.uniform(-1, 1)]
    if seed is not None:
        dice = random.Random(seed)
    points = [(x, slope * x + bias) for x in range(-50, 50)]
    path = []
    for _ in range(epochs):
        for batch in batches_of(dice, points):
            grads = [gradient(x, y, theta) for x, y in batch]
            theta = [t - step * sum(g) / len(batch) for t, g in zip(theta, zip(*grads, strict=True), strict=True)]
        path.append(tuple(theta))
    return path


def reported(line, path, own_gradients=(), own_batches=None, length=None):
    """A path as it is reported."""
    slope, bias, seed = line
    own = tuple(steps.cut()) if own_batches is None else own_batches
    return Path(length or len(path), tuple(path), len(path), (path[-1],) * 2, (slope, bias), seed, own, own_gradients)


def cut(points, size=20):
    return [points[i : i + size] for i in range(0, len(points), size)]


def shuffled(size=20):
    def batches_of(dice, points):
        points = list(points)
        dice.shuffle(points)
        return cut(points, size)

    return batches_of


def blocks(dice, points):
    found = cut(points)
    dice.shuffle(found)
    return found


def collected(dice, points):
    return [dice.choices(points, k=20) for _ in range(5)]


ONCE = random.Random(3).sample(range(100), 100)

RIGHT_WAYS = {
    "shuffled": (shuffled(), {}),
    "sampled": (lambda dice, points: cut(dice.sample(points, 100)), {}),
    "in order": (lambda dice, points: cut(points), {}),
    "blocks": (blocks, {}),
    "blocks of another seed": (blocks, {"seed": 8}),
    "another seed": (shuffled(), {"seed": 8}),
    "shuffled once, by another seed": (lambda dice, points: cut([points[i] for i in ONCE]), {}),
}


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("way", RIGHT_WAYS)
def test_is_a_right_training_known_whatever_its_batches(way, line):
    batches_of, more = RIGHT_WAYS[way]
    path = train(line, batches_of, **more)
    assert explain(reported(line, path)) is RIGHT
    start = steps.start(line[2])
    assert explain(reported(line, [start, *path])) is RIGHT
    if "once" not in way:
        assert explain(reported(line, [tuple(round(v, 3) for v in theta) for theta in path])) is RIGHT


@pytest.mark.parametrize("seed", range(3))
def test_do_batches_that_nobody_knows_lie_in_the_band_of_their_size(seed):
    line = LINES[seed % 2]
    for batches_of in (shuffled(), collected):
        assert explain(reported(line, train(line, batches_of, seed=seed))) is RIGHT
    for size, step in ((10, 0.001), (19, 0.001), (25, 0.001), (10, 0.0005), (20, 0.0009), (20, 0.0011), (40, 0.002)):
        path = reported(line, train(line, shuffled(size), step=step, seed=seed))
        assert explain(path) is None, (size, step, decay(path), unsteadiness(path))


@pytest.mark.parametrize("line", LINES[1:])
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda known: known.mistake)
def test_is_each_known_mistake_told_from_the_right_answer_and_from_the_others(mistake, line):
    theta = start = steps.start(line[2])
    right = steps.right_gradients(*line[:2])
    path = []
    for order in steps.shuffled_orders(line[2], 40):
        before = start if mistake.starts_again else theta
        theta = mistake.epoch(before, steps.cut(order, mistake.batch_size), right, mistake.step_size)
        if max(map(abs, theta)) > 1e200:
            break
        path.append(theta)
    found = explain(reported(line, path))
    assert found is mistake


@pytest.mark.parametrize("line", LINES)
def test_is_a_right_loop_with_the_students_own_functions_not_punished_again(line):
    def half(x, y, theta):
        return [part / 2 for part in gradient(x, y, theta)]

    corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]
    own = []
    for x in steps.XS:
        (c, f), (a, d), (b, e) = (half(x, line[0] * x + line[1], corner) for corner in corners)
        own.append((x, (a - c, b - c, c, d - f, e - f, f)))
    path = train(line, shuffled(), gradient=half, epochs=40)
    assert explain(reported(line, path, own_gradients=tuple(own))) is OWN
    assert explain(reported(line, path)).mistake == "half the step"

    def short(dice, points):
        return [batch[:-1] for batch in shuffled()(dice, points)]

    path = train(line, short, epochs=40)
    assert explain(reported(line, path, own_batches=tuple(batch[:-1] for batch in steps.cut()))) is OWN
    assert explain(reported(line, path)) is None


def test_is_nothing_known_of_paths_that_no_training_made():
    line = LINES[0]
    straight = [(20 * i / 600, 5 * i / 600) for i in range(600)]
    still = [(20.0, 5.0)] * 600
    for path in (straight, still, [(0.0, 0.0)] * 600, [(1e99, -1e99)] * 600, straight[:2], straight[::-1]):
        assert explain(reported(line, path)) is None


def test_is_a_path_of_each_batch_read_by_epochs():
    line = LINES[0]
    each = []
    slope, bias, seed = line
    theta = steps.start(seed)
    for order in steps.shuffled_orders(seed, 120):
        for batch in steps.cut(order):
            theta = steps.mini_batches(theta, [batch], steps.right_gradients(slope, bias), 0.001)
            each.append(theta)
    path = reported(line, each, length=5000)
    assert path.each_batch
    assert explain(path) is RIGHT
