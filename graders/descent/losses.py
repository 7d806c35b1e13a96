"""A list of losses in both runs: read, asked whether it was computed at all, and explained.

The first run decides what is wrong, and what it costs. A list that is right there must be right in the second run too,
by the same rule; what is not earns nothing, on whatever data it met.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from graders.descent.candidates import Known
from graders.descent.diagnose import FEWEST_LOSSES, Asked, explain
from graders.descent.earlier import left_by
from graders.descent.reading import numbers_of, read_losses
from graders.descent.replay import is_right, usable
from graders.descent.second_run import FIRST_ONLY, HIDDEN, SENTENCES, TYPED_IN
from graders.descent.simulator import Problem, mean_squared_error, moments, with_data, with_handed
from graders.descent.task import Task
from graders.descent.tolerance import RELATIVE, close, closes, slack
from labgrader import CellRun, Wrong

FLOOR = 0.5  # of the noise floor; the best line on noisy data has down to 0.9 of it
TELLING_START = 0.1  # of the loss at the start values: on data that are nearer to them, no training shows
UNMOVED = 1e-5  # float32 noise of w and b


class Dataset(NamedTuple):
    """What is known of the student's Dataset in one run.

    Attributes:
        own_noise: it may have noise of its own.
        handed: the x and the y (n,) that it hands out, where these are others than the lab's.
    """

    own_noise: bool = True
    handed: tuple[tuple[float, ...], tuple[float, ...]] | None = None


NO_DATASET = Dataset()


@dataclass(frozen=True, eq=False)
class Losses:
    """The student's losses in one run.

    Attributes:
        values: the list; never empty.
        data: what the oracle knows of this run's data, with the `Y` that the question before has left.
        task: what was asked.
        asked: what else is known of how they were made.
        copied: another list of the lab that has the same values, or "".
        empty: another list of the lab that holds nothing, or "".
    """

    values: tuple[float, ...]
    data: Problem
    task: Task
    asked: Asked
    copied: str = ""
    empty: str = ""

    @classmethod
    def of(cls, run: CellRun, task: Task, typed: tuple[float, float], dataset: Dataset = NO_DATASET) -> Losses:
        """The losses of one run, with the passes that its loaders made.

        Args:
            run: the graded cell in one run.
            task: what was asked.
            typed: slope and bias of the released data.
            dataset: what the student's Dataset does.

        Raises:
            Wrong: the list is missing, empty, or not one of numbers.
        """
        values = read_losses(run, task)
        data = task.setting.problem(run.parameters)
        if dataset.handed:
            data, task = with_handed(data, *dataset.handed), replace(task, targets=(*task.targets, "handed"))
        passes = [(epoch.loader, epoch.batches) for epoch in run.epochs if any(epoch.batches)]
        right = sum(is_right([batches], task) for _, batches in passes)
        others = {name: numbers_of(run, name) for name in task.others}
        y = numbers_of(run, "Y")
        drawn = len(y) == task.points and not closes(np.array(y), data.noisy).all()
        if drawn and task.before and y == _y_after(run, task.before):
            # Drawing them anew has cost points there: here they are the data.
            left = with_data(data, y)
            drawn = not TELLING_START * data.start_loss < left.start_loss < math.inf
            data = data if drawn else left
        return cls(
            values,
            data,
            task,
            Asked(
                usable(passes, task.points),
                by_hand=right < min(len(values), task.epochs) - 1,
                typed=typed,
                first=_first_updates(run, task),
                own_noise=dataset.own_noise,
                drawn=drawn,
            ),
            copied=_copied(run, values, others, data, task),
            empty=next((name for name, other in others.items() if not other), ""),
        )

    @cached_property
    def cause(self) -> Known | None:
        """What made the losses, right or wrong, or None."""
        return explain(self.values[: self.task.epochs], self.data, self.task, self.asked)

    @property
    def right(self) -> bool:
        """Whether a right training made them, and they are written down rightly."""
        return self.cause is not None and not self.cause.mistake

    @property
    def begins_again(self) -> bool:
        """Whether the losses of another training follow."""
        epochs = self.task.epochs
        return len(self.values) > epochs and close(self.values[epochs], self.data.start_loss, slack(self.values))

    @property
    def computed(self) -> bool:
        """Whether the losses may belong to this data: their cause is known, or they begin at the start values, or they
        fall from below it, and not below what noise leaves."""
        first, last, start = self.values[0], self.values[-1], self.data.start_loss
        if close(first, start, slack(self.values)) or self.cause is not None:
            return True
        return FLOOR * self.data.noise_floor < last < first < start


def _y_after(run: CellRun, grade_id: str) -> tuple[float, ...]:
    before = run.at(grade_id)
    return numbers_of(before, "Y") if before is not None else ()


def _first_updates(run: CellRun, task: Task) -> tuple[float, ...]:
    """The first losses of a cell that called `backward()` once for each update, and so made one training."""
    updates = task.epochs * len(task.one_pass)
    return next((tuple(one.losses) for one in reversed(run.backwards) if one.calls == updates), ())


def _copied(
    run: CellRun, values: tuple[float, ...], others: Mapping[str, tuple[float, ...]], data: Problem, task: Task
) -> str:
    """Another list with the same values, when no loader was used, and w and b are what an earlier training left."""
    same = next((name for name, other in others.items() if other == values), "")
    if not same or not task.given or run.epochs:
        return ""
    try:
        line = run.number("w"), run.number("b")
    except Wrong:
        return ""
    left = (way["start"] for way in left_by(data, task))
    return same if any(abs(w - line[0]) <= UNMOVED and abs(b - line[1]) <= UNMOVED for w, b in left) else ""


def check_both(
    check: Callable[[Losses], None],
    run: CellRun,
    unseen: CellRun,
    task: Task,
    unseen_task: Task | None = None,
    dataset: Callable[[CellRun], Dataset] = lambda run: NO_DATASET,
) -> None:
    """Apply a check to the losses of both runs.

    Args:
        check: raises `Wrong`.
        run, unseen: the two runs.
        task: what was asked in the first.
        unseen_task: what was asked in the second, where that depends on a number of the student's.
        dataset: what the student's Dataset does in a run.

    Raises:
        Wrong: the list is missing, empty, no list of numbers, typed in, copied or not made from the data; or the check
            does.
    """
    data = task.setting.problem(run.parameters)
    typed = data.slope, data.bias
    datasets = dataset(run), dataset(unseen)
    if not _moves(data, datasets[0]):
        datasets = tuple(one._replace(handed=None) for one in datasets)
    released = Losses.of(run, task, typed, datasets[0])
    _refuse_counts(released)
    other = _second(unseen, unseen_task or task, typed, datasets[1])
    if other is not None:
        _refuse_typed_in(released, other)
    if released.copied and not released.right:
        raise Wrong(
            f"`{task.name}` is `{released.copied}` again, and no loader was used: train once more, with {task.asked}.",
            mistake=f"copy of {released.copied}",
        )
    if not released.computed:
        raise Wrong(_not_computed(released))
    check(released)
    if not released.right or (other is not None and other.right):
        return
    mistake = other.cause.mistake if other is not None and other.cause else ""
    if mistake not in HIDDEN:
        raise Wrong(SENTENCES[FIRST_ONLY], mistake=FIRST_ONLY)
    try:  # the data of the notebook may hide it, so it costs what it does where it shows
        check(other)
    except Wrong as error:
        if error.mistake == mistake:
            raise Wrong(SENTENCES[mistake], mistake=mistake) from None


def _moves(data: Problem, dataset: Dataset) -> bool:
    """Whether training on what a Dataset hands out moves the line: else its losses could be written without any."""
    if dataset.handed is None:
        return True
    x, y = map(np.array, dataset.handed)
    return mean_squared_error(data.start, moments(x, y)) > TELLING_START * data.start_loss


def _second(unseen: CellRun, task: Task, typed: tuple[float, float], dataset: Dataset) -> Losses | None:
    """The losses of the second run; None when there are none."""
    try:
        return Losses.of(unseen, task, typed, dataset)
    except Wrong:
        return None


def _not_computed(losses: Losses) -> str:
    first, start = losses.values[0], losses.data.start_loss
    return losses.task.text(
        "The values in `{name}` are not losses of a training on this data. The first should be the loss at w = {w}, "
        "b = {b}, which is {start:.2f}, or the loss after the first epoch; yours is {first:.6g}.",
        start=start,
        first=first,
    )


def _refuse_counts(losses: Losses) -> None:
    values, count = losses.values, range(len(losses.values))
    if len(values) > 1 and values in (tuple(map(float, count)), tuple(i + 1.0 for i in count)):
        raise Wrong(
            f"`{losses.task.name}` holds the numbers of the epochs, not their losses. If your function returns both, "
            "unpack them in the same order.",
            mistake="epochs and losses swapped",
        )


def _refuse_typed_in(released: Losses, other: Losses) -> None:
    values, hidden = released.values, other.values
    # A list whose first loss alone is computed is typed in as well: where training runs away, much is far enough.
    tails = (values[1:], hidden[1:]) if len(values) > FEWEST_LOSSES else (values, hidden)
    if len(values) != len(hidden) or not all(map(_unchanged, *tails)):
        return
    one, two = released.cause, other.cause
    if values != hidden and one and two and one.mistake and one.mistake == two.mistake:
        return  # where `b` is never updated, or losses are rounded, lines of all kinds end with nearly the same losses
    raise Wrong(
        f"Your notebook was run a second time, on data that you have not seen, and `{released.task.name}` stayed the "
        "same. Its values must be computed from `X` and `Y`, in training, and not typed in.",
        mistake=TYPED_IN,
    )


def _unchanged(value: float, hidden: float) -> bool:
    return value == hidden or abs(value - hidden) <= RELATIVE * abs(value)
