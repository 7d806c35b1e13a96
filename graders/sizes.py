"""Labs 2 and 3: trainings with another batch size, or with a part of the batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from graders.cause import Cause, recorded
from graders.descent import Pass, Problem, Training, in_order
from graders.runaway import agree
from graders.tolerance import slack
from graders.wide import EPOCHS, POINTS, Task

# What leaves the last point out, one at a time, and what takes the loss before the last update, make the same list.
LAST_UPDATE = (
    "last update left out",
    "Your losses are those before the last update of each epoch. Does your inner loop leave the last point out, or is "
    "the loss taken before its update?",
)

TWICE = "two passes an epoch"


class _Likely(NamedTuple):
    """A pass that people make instead of the right one, and the first losses of a training with it."""

    one: Pass
    name: str
    sentence: str
    how: Training
    begins: tuple[tuple[float, ...], ...]


def other_batches(data: Problem, task: Task, losses: Sequence[float]) -> Iterator[Cause]:
    """The losses of every other batch size, of part of the batches, and what `drop_last` makes of a size."""
    extra = slack(losses[:2])
    for likely in _likely(data, task):
        if likely.name == TWICE and len(losses) < EPOCHS:
            continue  # where training settles within an epoch, a list that begins late is the same but for its length
        if any(agree(losses[:2], begins, extra) for begins in likely.begins):
            yield from recorded(data, [likely.one] * (EPOCHS + 1), likely.how, likely.name, likely.sentence)


@lru_cache(maxsize=128)
def _likely(data: Problem, task: Task) -> tuple[_Likely, ...]:
    right = in_order(task.batch_size, points=POINTS)
    found = [(pass_, *batch_size(size, task.batch_size)) for size in _sizes(task) for pass_ in _passes(size)]
    if len(right) > 1:
        some = (
            "not every batch used",
            "Your losses are those of only a part of the data: every point takes part in each epoch. Look at what "
            "stands inside the inner loop, and what after it.",
        )
        found += [(part, *some) for part in dict.fromkeys((right[:1], right[-1:], right[1:]))]
        found.append((right[:-1], *(LAST_UPDATE if task.batch_size == 1 else some)))
    twice = "Your losses are those of two passes over the data between one loss and the next: one epoch is one pass."
    found.append((right * 2, TWICE, twice))
    ways = [(*one, task.training(target=target)) for one in found for target in task.targets]
    return tuple(
        _Likely(*way, tuple(known.losses for known in recorded(data, [way[0]] * 2, way[3], "", ""))) for way in ways
    )


def _sizes(task: Task) -> list[int]:
    likely = [POINTS, 1, 10, 20, 5, 60]
    return [s for s in dict.fromkeys((*likely, *range(1, POINTS + 1))) if s != task.batch_size]


def _passes(size: int) -> list[Pass]:
    both = in_order(size, points=POINTS), in_order(size, points=POINTS, drop_last=True)
    return list(dict.fromkeys(both))


def batch_size(found: int, asked: int) -> tuple[str, str]:
    """The mistake that another batch size is, and what a teacher says to it."""
    name = f"batch size {found}"
    if found >= POINTS:
        made = "Your losses are those of batch gradient descent, which uses all points in each update"
        if asked == 1:
            return name, f"{made}: here each single point makes an update, in a loop inside the loop over the epochs."
        return name, f"{made}: here each batch of {asked} points makes one."
    if found == 1 and asked == POINTS:
        return name, "Your losses are those of an update for each single point: here all points together make one."
    if asked in (1, POINTS):
        what = "one point" if asked == 1 else "all points"
        return name, f"Your losses are those of batches of {found} points: here each update uses {what}."
    return name, (
        f"Your losses are those of batch size {found}: does this training use the loader that you meant, with "
        f"`batch_size={asked}`?"
    )
