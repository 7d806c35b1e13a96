"""What each known mistake of the lab leaves in its questions' evidence: what their hidden regions report of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from proof.hidden import reported
from proof.lab1_from_scratch.functions import BATCHES, GRADIENTS, dice, error, right_batches, right_gradient
from proof.lab1_from_scratch.trainings import WAYS, Data, Way, pair, walk

from labgrader.lab import Lab
from labgrader.prove.computed import Left, Made

LAB = Lab(Path(__file__).parents[3], "lab1_from_scratch")
GIVEN = {"linear_gradient": right_gradient, "minibatches": right_batches}

# Gradients that are wrong, and lead somewhere: a right loop that uses them is not told to be another mistake.
LEADING = (
    "factor 2 missing",
    "wrong sign",
    "numbers in the other order",
    "x in both",
    "bias missing",
    "bracket missing",
)

# What people write in the place of `prediction`, which is 2 * 3 + 1.
PREDICTIONS = {
    "bias left out": (2 * 3,),
    "slope and bias swapped": (2 + 3 * 1,),
    "bias multiplied too": (3 * (2 + 1), 2 * (3 + 1)),
    "x itself": (3,),
    "sign": (-7,),
    None: (12, 7.5, 70),
}

Names = Mapping[str, Any]


class Reports(Sequence):
    """What is left in a graded cell, set by set, with what its hidden region reports; made when it is asked for.

    Args:
        cell: the grade_id.
        values: the sets.
        names: what the notebook holds on the set with a number, beside its parameters.
    """

    def __init__(self, cell: str, values: Sequence, names: Callable[[int], Names]) -> None:
        self.cell, self.values, self.names = cell, values, names

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, number: int) -> Left:
        dice.seed(self.values[number]["SEED"])
        held = {**self.values[number], **self.names(number)}
        shown = {name: value for name, value in held.items() if name == "SEED" or callable(value)}
        return Left(shown, reported(LAB, self.cell, held))


def made(values: Sequence) -> Iterator[Made]:
    """For each mistake what is left of it, set by set."""
    for mistake, answers in PREDICTIONS.items():
        yield from (Made("predict", mistake, str(one), [Left({"prediction": one})] * len(values)) for one in answers)
    for cell, name, mistakes in (("gradient", "linear_gradient", GRADIENTS), ("minibatches", "minibatches", BATCHES)):
        for mistake, functions in mistakes.items():
            for number, function in enumerate(functions):
                own = {} if function is None else {name: function}
                yield Made(cell, mistake, f"{cell} {number}", Reports(cell, values, lambda n, own=own: own))
    data = Data(values)
    yield from _typed(data)
    yield from _trainings(data)


def _typed(data: Data) -> Iterator[Made]:
    """Numbers of the set before it, where a set is unseen."""
    slopes, values = data.line[0], data.values
    moved = [Left({"prediction": 7 + float(slopes[n] - slopes[n - 1])}) for n in range(len(values))]
    yield Made("predict", "right on the first data only", "", [Left({"prediction": 7.0})] * len(values), moved)

    def line(number: int) -> tuple[float, float]:
        return tuple(float(one[number]) for one in data.line)

    def gradient(number: int) -> Names:
        return {"linear_gradient": lambda x, y, theta: right_gradient(x, line(number)[0] * x + line(number)[1], theta)}

    def path(number: int) -> Names:
        slope, bias = line(number)
        near = [[slope - 0.1 + n / 10_000, bias - 0.1 + n / 10_000] for n in range(1000)]
        return GIVEN | {"path": near, "theta": near[-1]}

    def before(names: Callable[[int], Names]) -> Callable[[int], Names]:
        return lambda number: names(number - 1)

    seen = Reports("gradient", values, gradient)
    yield Made("gradient", "y not used", "names of the data", seen)
    yield Made("gradient", "y not used", "numbers", seen, Reports("gradient", values, before(gradient)))
    yield Made("train", "typed in", "", Reports("train", values, path), Reports("train", values, before(path)))


def _trainings(data: Data) -> Iterator[Made]:
    """Question 4: other trainings, right ones written down wrongly, and right ones with functions that are wrong."""
    for mistake, ways in WAYS.items():
        for number, way in enumerate(ways):
            yield _trained(data, mistake, f"train {number}", way)
            if not way.each_batch:
                yield _trained(data, mistake, f"train {number}, start in path", way, before=True)
    for (mistake, variant), written in WRITTEN.items():

        def names(number: int, written: Callable = written) -> Names:
            line, start = (tuple(float(v[number]) for v in pair) for pair in (data.line, data.start))
            path, theta = written(walk(data, Way())[number].tolist(), list(start), list(line))
            return GIVEN | {"path": path, "theta": theta}

        yield Made("train", mistake, f"train {variant}", Reports("train", data.values, names))
    for mistake, gradient in (("gradient of Question 2", "absolute error"), *((None, name) for name in LEADING)):
        own = GRADIENTS[gradient][0]
        yield _trained(data, mistake, f"train with {gradient}", Way(gradient=own), {"linear_gradient": own})
    for name, way in {"slice too short": Way(take=pair(slice(19))), "number of batches": Way(size=5)}.items():
        yield _trained(data, None, f"train with {name}", way, {"minibatches": BATCHES[name][0]})
    yield _trained(data, "SEED changed", "train", Way(seed=7), {"SEED": 7})


def _trained(
    data: Data, mistake: str | None, variant: str, way: Way, own: Names | None = None, *, before: bool = False
) -> Made:
    """A training, with theta in `path` after each epoch, or before each one."""

    def names(number: int) -> Names:
        thetas = walk(data, way)[number].tolist()
        start = [float(one[number]) for one in data.start]
        path = [start, *thetas[:-1]] if before else thetas
        return GIVEN | (own or {}) | {"path": path, "theta": thetas[-1]}

    return Made("train", mistake, variant, Reports("train", data.values, names))


def _losses(path: list, line: list) -> list[float]:
    return [sum((error(x, line[0] * x + line[1], theta)) ** 2 for x in range(-50, 50)) / 100 for theta in path]


# What stands in `path` and in `theta`, given the thetas of a right training, its start, and the line of the data.
WRITTEN: dict[tuple[str, str], Callable[[list, list, list], tuple]] = {
    ("empty path", ""): lambda path, start, line: ([], path[-1]),
    ("other things", "epochs, too"): lambda path, start, line: (list(enumerate(path)), path[-1]),
    ("other things", "slopes"): lambda path, start, line: ([slope for slope, bias in path], path[-1]),
    ("other things", "losses"): lambda path, start, line: (_losses(path, line), path[-1]),
    ("other things", "theta itself"): lambda path, start, line: (path[-1], path[-1]),
    ("1 epochs", "path made anew in each epoch"): lambda path, start, line: (path[-1:], path[-1]),
    ("1 epochs", "one epoch only"): lambda path, start, line: (path[:1], path[0]),
    ("100 epochs", ""): lambda path, start, line: (path[:100], path[99]),
    ("500 epochs", ""): lambda path, start, line: (path[:500], path[499]),
    ("999 epochs", ""): lambda path, start, line: (path[:999], path[998]),
    ("2000 epochs", ""): lambda path, start, line: (path + [path[-1]] * 1000, path[-1]),
    ("theta never changed", ""): lambda path, start, line: ([start] * 1000, start),
    ("theta never changed", "copies"): lambda path, start, line: ([list(start) for _ in path], start),
    ("generator used up", ""): lambda path, start, line: (path[:1] * 1000, path[0]),
    ("same list many times", ""): lambda path, start, line: (path[-1:] * 1000, path[-1]),
    ("no training", ""): lambda path, start, line: ([line] * 1000, line),
    ("no training", "copies"): lambda path, start, line: ([list(line) for _ in path], line),
}
