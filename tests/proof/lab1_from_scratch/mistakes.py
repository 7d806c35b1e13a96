"""What each known mistake of the lab leaves in its questions' evidence: what their hidden regions report of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

from proof.lab1_from_scratch.functions import BATCHES, GRADIENTS, Function, dice, error, right_batches, right_gradient
from proof.lab1_from_scratch.trainings import WAYS, Data, Way, pair, walk

from labgrader import regions, structure
from labgrader.lab import Lab

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
    """What a graded cell's hidden region reports, set by set; made when it is asked for."""

    def __init__(self, cell: str, values: Sequence, functions: Mapping[str, Function], names: Callable) -> None:
        self.cell, self.values, self.functions, self.names = cell, values, functions, names

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, number: int) -> Names:
        values = self.values[number]
        dice.seed(values["SEED"])
        space = {**values, **self.functions, **self.names(number)}
        before = {"__builtins__", "dice", *space}
        exec(_region(self.cell), space)
        return {name: value for name, value in space.items() if name not in before and not callable(value)}


@cache
def _region(grade_id: str) -> CodeType:
    """The hidden region of a graded cell, without its guard."""
    source = next(cell.source for cell in LAB.source.cells if structure.grade_id(cell) == grade_id)
    return compile(regions.split(source).probe, grade_id, "exec")


def made(values: Sequence) -> Iterator[tuple]:
    """For each mistake: the graded cell, its name, a variant, and what is reported set by set: names, and probes."""
    for mistake, answers in PREDICTIONS.items():
        yield from (("predict", mistake, str(one), [{"prediction": one}] * len(values)) for one in answers)
    for cell, name, mistakes in (("gradient", "linear_gradient", GRADIENTS), ("minibatches", "minibatches", BATCHES)):
        for mistake, functions in mistakes.items():
            for number, function in enumerate(functions):
                own = {} if function is None else {name: function}
                yield _reported(cell, mistake, f"{cell} {number}", values, own)
    yield from _trainings(Data(values))


def _reported(
    cell: str,
    mistake: str | None,
    variant: str,
    values: Sequence,
    functions: Mapping[str, Function],
    names: Callable[[int], Names] = lambda number: {},
) -> tuple:
    shown = [{"SEED": one["SEED"], **functions} for one in values]
    return cell, mistake, variant, shown, Reports(cell, values, functions, names)


def _trainings(data: Data) -> Iterator[tuple]:
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
            return {"path": path, "theta": theta}

        yield _reported("train", mistake, f"train {variant}", data.values, GIVEN, names)
    for mistake, gradient in (("gradient of Question 2", "absolute error"), *((None, name) for name in LEADING)):
        own = GRADIENTS[gradient][0]
        yield _trained(data, mistake, f"train with {gradient}", Way(gradient=own), {"linear_gradient": own})
    for name, way in {"slice too short": Way(take=pair(slice(19))), "number of batches": Way(size=5)}.items():
        yield _trained(data, None, f"train with {name}", way, {"minibatches": BATCHES[name][0]})


def _trained(
    data: Data, mistake: str | None, variant: str, way: Way, own: Names | None = None, *, before: bool = False
) -> tuple:
    """A training, with theta in `path` after each epoch, or before each one."""

    def names(number: int) -> Names:
        thetas = walk(data, way)[number].tolist()
        start = [float(one[number]) for one in data.start]
        return {"path": [start, *thetas[:-1]] if before else thetas, "theta": thetas[-1]}

    return _reported("train", mistake, variant, data.values, GIVEN | (own or {}), names)


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
