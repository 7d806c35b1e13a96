"""What a student's `minibatches` handed out, item by item, in the calls that the hidden region made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from random import Random

from graders.lab1_from_scratch.probes import items, missing_function, pair, refuse_error, seed
from labgrader import CellRun, Wrong
from labgrader.cellrun import describe
from labgrader.evidence import Bool, Sequence, Value

NAME = "minibatches"
CALLS = 4  # with shuffle=True

Item = tuple[int, int]


@dataclass(frozen=True)
class Asked:
    """What the hidden region called `minibatches` with."""

    dataset: tuple[Item, ...]
    batch_size: int


def asked(seed: int) -> Asked:
    """The dataset and batch size of the calls. Keep in step with the hidden region (tests/test_scratch_probes.py)."""
    dice = Random(seed)
    size = dice.randrange(6, 9)
    count = size * dice.randrange(10, 12) + dice.randrange(2, size - 1)
    first, second = dice.sample(range(1000), count), dice.sample(range(1000), count)
    return Asked(tuple(zip(first, second, strict=True)), size)


@dataclass(frozen=True)
class Batches:
    """The answer to one call: positions in the dataset, batch by batch."""

    positions: tuple[tuple[int, ...], ...]
    asked: Asked

    @cached_property
    def flat(self) -> tuple[int, ...]:
        """All positions, in the order in which they came."""
        return tuple(place for batch in self.positions for place in batch)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """The number of items in each batch."""
        return tuple(map(len, self.positions))

    @cached_property
    def missing(self) -> frozenset[int]:
        """Positions that never came."""
        return frozenset(range(len(self.asked.dataset))) - set(self.flat)

    @property
    def repeated(self) -> bool:
        """Whether an item came more than once."""
        return len(set(self.flat)) < len(self.flat)

    @property
    def in_order(self) -> bool:
        """Whether the items that came are in the order of the dataset."""
        return list(self.flat) == sorted(self.flat)


def call(run: CellRun, name: str, number: int | None = None) -> Batches:
    """The answer to one call of the hidden region.

    Args:
        run: the graded cell.
        name: of the call: "in_order", "one_left" (two batches of items, and one item), "by_default" or "shuffled".
        number: which of several calls.

    Raises:
        Wrong: there is no such function, it raised an error, or it did not hand out lists of the
            dataset's items.
    """
    missing_function(run, NAME)
    question = asked(seed(run))
    value = run.probe.get(name)
    if number is not None:
        answers = items(value) or []
        value = answers[number] if number < len(answers) else None
    refuse_error(value, NAME)
    batches = items(value)
    if value.kind == "none":
        raise Wrong(
            f"`{NAME}` gives back nothing. It should hand out each batch with `yield`, or `return` a list of them all.",
            mistake="nothing returned",
        )
    if batches is None:
        raise Wrong(f"`{NAME}` should hand out batches, and gives {describe(value)}.", mistake="no batches")
    if not batches:
        raise Wrong(f"`{NAME}` hands out nothing. Is `yield` inside the loop?", mistake="no batches")
    places = {item: place for place, item in enumerate(question.dataset)}
    found = Batches(tuple(_positions(batch, places) for batch in batches), question)
    if not found.flat:
        raise Wrong(f"`{NAME}` hands out empty batches only.", mistake="no batches")
    if -1 in found.flat:
        raise Wrong(
            "Your batches hold other things than the items of the dataset. Take them from the parameter `dataset`, "
            "whatever list that is.",
            mistake="other items",
        )
    return found


def _positions(batch: Value, places: dict[Item, int]) -> tuple[int, ...]:
    if not isinstance(batch, Sequence):
        raise Wrong(f"Each batch should be a list of items, and one is {describe(batch)}.", mistake="not lists")
    if pair(batch) in places:
        raise Wrong(
            f"`{NAME}` hands out the items one by one. Hand out lists of them: slices of the dataset.",
            mistake="single items",
        )
    return tuple(places.get(pair(item), -1) for item in batch.items[: batch.length])


def left_alone(run: CellRun) -> bool:
    """Whether the lists that were handed over were the same afterwards."""
    value = run.probe.get("left_alone")
    return isinstance(value, Bool) and value.value
