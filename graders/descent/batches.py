"""Other batch sizes, and parts of the batches: the passes that people make instead of the right one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graders.descent.simulator import Problem, in_order
from graders.descent.task import Task

TWICE = (
    "two passes an epoch",
    "Your losses are those of two passes over the data between one loss and the next: one epoch is one pass.",
)
SOME = (
    "not every batch used",
    "Your losses are those of only a part of the data: every point takes part in each epoch. Look at what stands "
    "inside the inner loop, and what after it.",
)
ALL_BUT_ONE = (  # which make the same list as losses that are taken before the last update
    "last update left out",
    "Your losses are those before the last update of each epoch. Does your inner loop leave the last point out, or is "
    "the loss taken before its update?",
)


def likely_passes(data: Problem, task: Task) -> Iterator[Mapping]:
    """Every other batch size, with `drop_last` or without; part of the batches; and all of them twice."""
    for size in _sizes(task):
        found, said = size_sentence(size, task)
        for one in dict.fromkeys((in_order(size, task.points), in_order(size, task.points, drop_last=True))):
            yield {"passes": one, "found": found, "said": said}
    right = task.one_pass
    if len(right) > 1:
        for some in dict.fromkeys((right[:1], right[-1:], right[1:], right[: len(right) - 1])):
            found, said = ALL_BUT_ONE if task.batch_size == 1 and some == right[:-1] else SOME
            yield {"passes": some, "found": found, "said": said}
    yield {"passes": right * 2, "found": TWICE[0], "said": TWICE[1]}


def _sizes(task: Task) -> list[int]:
    every = range(1, task.points + 1)
    likely = task.points, 1, 10, 20, 5, 60
    return [size for size in dict.fromkeys((*likely, *every)) if size in every and size != task.batch_size]


def size_sentence(found: int, task: Task) -> tuple[str, str]:
    """The mistake that another batch size is, and what a teacher says to it."""
    name, asked = f"batch size {found}", task.batch_size
    if found >= task.points:
        made = "Your losses are those of batch gradient descent, which uses all points in each update"
        if asked == 1:
            return name, f"{made}: here each single point makes an update, in a loop inside the loop over the epochs."
        return name, task.text(made + ": here batch size {size} makes {updates} updates in each epoch.")
    if found == 1 and asked == task.points:
        return name, "Your losses are those of an update for each single point: here all points together make one."
    if asked in (1, task.points):
        what = "one point" if asked == 1 else "all points"
        return name, f"Your losses are those of batches of {found} points: here each update uses {what}."
    return name, task.text(
        "Your losses are those of batch size {found}, and should be those of {size}. Does your loader have "
        "`batch_size={size}`? If it does, look for a misspelt name: the loop may still run over the loader of an "
        "earlier cell.",
        found=found,
    )
