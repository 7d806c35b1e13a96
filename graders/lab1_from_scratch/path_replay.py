"""Which training made a path of theta.

Asked in this order: epochs replayed exactly (with the shuffles that the notebook's seed gives, or with blocks of the
data in any order), then with the student's own gradient, then with a known mistake; and last, for batches that nobody
knows, how fast and how unsteadily theta gets near.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, permutations
from statistics import median

from graders.lab1_from_scratch import line_steps as steps
from graders.lab1_from_scratch.path_mistakes import MISTAKES, Training
from graders.lab1_from_scratch.theta_path import Path

Choices = list[list[steps.Batch]]  # the batches that one epoch may have had

REPLAYED = 6  # epochs that are replayed; more would not tell more
FEWEST = 3  # epochs that can be told from luck

MOST_BLOCKS = 5  # blocks of the data that are tried in any order

# A path that hardly moves fits to any training.
STILL = 0.005
STILL_ROUNDED = 20.0

# Both sides compute in float64; a step multiplies an error of rounding by less than 10.
RELATIVE = 1e-6
AMPLIFIED = 10.0
ALL_WHOLE = 2.0**40  # beyond it, floats are whole numbers by chance, and later all of them
FEWEST_DECIMALS, MOST_DECIMALS = 2, 8

# When batches are unknown: by which factor the bias gets nearer in an epoch (its logarithm), and how far the slope is
# off meanwhile, as a share of what the bias is off. Simulated (tests/test_path_replay.py): batches of 20, shuffled in
# any way, give 0.0100 to 0.0102 and 0.017 to 0.023; of 19 or 25, 0.0121 or 0.0081; of 10 with half the step size,
# 0.0101 and 0.009.
ARRIVED = 1e-9  # of what is left there, rounding is too large a part
SETTLED = 20  # epochs after which the slope is found
LONGEST = 550
SHORTEST = 60
MEDIAN_OF = 40
DECAY = (0.0098, 0.0104)
UNSTEADY = (0.014, 0.028)

# When all epochs have the same batches, how fast depends on them: 0.0093 to 0.0105.
DECAY_ONE_MAP = (0.0092, 0.0107)


RIGHT = Training("", "", steps.mini_batches)
OWN = Training("", "", steps.mini_batches)  # right, with what Questions 2 and 3 gave it: no mistake is punished twice


def explain(path: Path) -> Training | None:
    """The training that made a path: `RIGHT`, `OWN`, a known mistake, or None."""
    walk = path.epochs
    right = steps.right_gradients(*path.line)
    if len(walk) <= FEWEST:
        return None
    if _whole(walk):  # what is cut to whole numbers is near to too much
        return _frozen(walk)
    if _replays(path, RIGHT, right):
        return RIGHT
    if path.gradient_is_wrong and _replays(path, OWN, steps.Gradients(path.own_gradients)):
        return OWN
    if path.batches_are_wrong and _replays(path, OWN, right):
        return OWN
    if frozen := _frozen(walk):
        return frozen
    for mistake in MISTAKES:
        if _replays(path, mistake, right):
            return mistake
    return RIGHT if _in_band(path) else None


def _frozen(walk: list[steps.Theta]) -> Training | None:
    """The mistake when one number never changes and the other does, however little: it may begin where it stays."""
    slopes, biases = (len(set(numbers)) for numbers in zip(*walk, strict=True))
    if min(slopes, biases) > 1 or max(slopes, biases) == 1:
        return None
    epoch = steps.bias_only if slopes == 1 else steps.slope_only
    return next(mistake for mistake in MISTAKES if mistake.epoch is epoch)


def first_epoch_only(path: Path) -> bool:
    """Whether it stands where the first epoch of a right training ends."""
    return path.different == 1 and _replays(path, RIGHT, steps.right_gradients(*path.line), epochs=1)


def _replays(path: Path, training: Training, gradients: steps.Gradients, epochs: int = REPLAYED) -> bool:
    """Whether some batches make the first epochs of a path."""
    tolerance = _tolerance(path.epochs)

    def leads(before: steps.Theta, after: steps.Theta, choices: Choices) -> bool:
        return any(_near(after, training.epoch(before, b, gradients, training.step_size), tolerance) for b in choices)

    for first, walk in _walks(path, training):
        moves = list(pairwise(walk[: epochs + 1]))
        if training.starts_again:
            moves = [(walk[0], after) for _, after in moves]
        if (
            len(moves) < min(epochs, FEWEST)
            or sum(math.dist(*move) for move in moves) < STILL + STILL_ROUNDED * tolerance
        ):
            continue
        for schedule in _schedules(path, training):
            if all(leads(*move, choices) for move, choices in zip(moves, schedule[first:], strict=False)):
                return True
    return False


def _walks(path: Path, training: Training) -> list[tuple[int, list[steps.Theta]]]:
    """The path from the given start; and, for people with a start of their own, from its first theta: as the end of
    the first epoch, or, when that is worth the time, as a start. With the number of the epoch that comes next."""
    walk = path.epochs
    return [(0, walk), (1, walk[1:]), (0, walk[1:])][: 2 if training.mistake else 3]


def _schedules(path: Path, training: Training) -> Iterator[list[Choices]]:
    """For each way to make batches: for each epoch, the batches that it may have had."""
    cut = _cutter(path, training)
    for way in ("shuffle", "sample", "on"):
        orders = steps.shuffled_orders(path.seed, REPLAYED + 1, way)
        yield [[cut(order)] for order in orders]
        yield [[cut(orders[0])]] * len(orders)  # shuffled once
    points = tuple(steps.XS)
    blocks = cut(points)
    fixed = [[blocks]]
    if not training.mistake:  # the last batch backwards is the first one forwards, and people go forwards
        fixed.append([cut(points[::-1])])
    if len(blocks) <= MOST_BLOCKS and training.epoch is steps.mini_batches:
        fixed.append(list(map(list, permutations(blocks))))
    for choices in fixed:
        yield [choices] * (REPLAYED + 1)


def _cutter(path: Path, training: Training) -> Callable[[Sequence[int]], list[steps.Batch]]:
    """How an order of the points is cut into batches: for `OWN`, as the student's `minibatches` cuts it."""
    if training is not OWN or not path.batches_are_wrong:
        return lambda order: steps.cut(order, training.batch_size)
    return lambda order: [tuple(order[x - steps.XS[0]] for x in batch) for batch in path.own_batches]


def _tolerance(walk: list[steps.Theta]) -> float:
    """What rounding by the student allows for, beyond float64."""
    for decimals in range(FEWEST_DECIMALS, MOST_DECIMALS):
        if all(abs(v - round(v, decimals)) < 1e-12 * max(1.0, abs(v)) for theta in walk[1:] for v in theta):
            return AMPLIFIED * 0.5 * 10.0**-decimals
    return 0.0


def _whole(walk: list[steps.Theta]) -> bool:
    """Whether it was cut to whole numbers; of larger floats, all are."""
    numbers = [v for theta in walk[1:] for v in theta if abs(v) < ALL_WHOLE]
    return bool(numbers) and all(v == round(v) for v in numbers)


def _near(found: steps.Theta, expected: steps.Theta, extra: float) -> bool:
    scale = 1 + max(map(abs, (*found, *expected)))
    return all(abs(f - e) <= extra + RELATIVE * scale for f, e in zip(found, expected, strict=True))


def decay(path: Path) -> float | None:
    """How fast the bias gets near, as the logarithm of a factor an epoch; None when the path is too short to tell."""
    walk, bias = path.epochs, path.line[1]
    last = min(len(walk) - 1, LONGEST)
    if last < SHORTEST:
        return None
    early, late = abs(walk[SETTLED][1] - bias), abs(walk[last][1] - bias)
    return math.log(early / late) / (last - SETTLED) if early > 0 and late > ARRIVED else None


def drift(path: Path) -> float | None:
    """As `decay`, of medians: about 0 when nothing gets nearer, also where each epoch ends somewhere else."""
    gaps = [abs(theta[1] - path.line[1]) for theta in path.epochs[SETTLED : LONGEST + 1]]
    if len(gaps) <= SHORTEST - SETTLED:
        return None
    window = min(MEDIAN_OF, len(gaps) // 2)
    early, late = median(gaps[:window]), median(gaps[-window:])
    return math.log(early / late) / (len(gaps) - window) if early > 0 and late > ARRIVED else None


def unsteadiness(path: Path) -> float:
    """How far the slope is off, as a share of what the bias is off: the root of the mean square over epochs."""
    slope, bias = path.line
    shares = [((s - slope) / (b - bias)) ** 2 for s, b in path.epochs[SETTLED : LONGEST + 1] if abs(b - bias) > ARRIVED]
    return math.sqrt(sum(shares) / len(shares)) if shares else math.inf


def _in_band(path: Path) -> bool:
    """Whether batches of 20 in unknown shuffles may have made it."""
    rate = decay(path)
    if rate is None:
        return False
    if _one_map(path):
        return DECAY_ONE_MAP[0] <= rate <= DECAY_ONE_MAP[1]
    return DECAY[0] <= rate <= DECAY[1] and UNSTEADY[0] <= unsteadiness(path) <= UNSTEADY[1]


def _one_map(path: Path) -> bool:
    """Whether each epoch does the same: then the distances to the line solve one linear recurrence of second order."""
    slope, bias = path.line
    gaps = [(s - slope, b - bias) for s, b in path.epochs[1 : REPLAYED + 3]]
    (a, b), (c, d), (e, f), *_ = gaps
    determinant = c * b - a * d
    if abs(determinant) < 1e-9:
        return False
    t, u = (e * b - a * f) / determinant, (c * f - e * d) / determinant  # the third gap is t * second + u * first
    return all(
        abs(t * second[i] + u * first[i] - third[i]) <= 1e-4 * (1 + abs(second[i]) + abs(first[i]))
        for first, second, third in zip(gaps, gaps[1:], gaps[2:], strict=False)
        for i in (0, 1)
    )
