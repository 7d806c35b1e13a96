"""Labs 2 and 3: trainings with another batch size, or with a part of the batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graders.cause import Cause, recorded
from graders.descent import Pass, Problem, in_order
from graders.runaway import agree
from graders.wide import EPOCHS, POINTS, Task


def other_batches(data: Problem, task: Task, losses: Sequence[float]) -> Iterator[Cause]:
    """The losses of every other batch size, of part of the batches, and what `drop_last` makes of a size."""
    right = in_order(task.batch_size, points=POINTS)
    found = [(pass_, *batch_size(size, task.batch_size)) for size in _sizes(task) for pass_ in _passes(size)]
    if len(right) > 1:
        some = (
            "not every batch used",
            "Your losses are those of only a part of the data: every point takes part in each epoch. Look at what "
            "stands inside the inner loop, and what after it.",
        )
        found += [(part, *some) for part in dict.fromkeys((right[:1], right[-1:], right[:-1], right[1:]))]
    twice = "Your losses are those of two passes over the data between one loss and the next: one epoch is one pass."
    found.append((right * 2, "two passes an epoch", twice))
    for one, name, sentence in found:
        for target in task.targets:
            how = task.training(target=target)
            begins = recorded(data, [one] * 2, how, "", "")
            if any(agree(losses[:2], known.losses) for known in begins):
                yield from recorded(data, [one] * (EPOCHS + 1), how, name, sentence)


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
