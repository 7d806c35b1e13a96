"""Labs 2 and 3: a list of losses in both runs, read, asked whether it was computed at all, and explained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from graders.beside import losses_beside
from graders.cause import Cause
from graders.causes import FEWEST_LOSSES, explain
from graders.descent import Problem, in_order
from graders.reading import numbers_of, read_losses
from graders.replay import Passes, usable
from graders.runaway import is_far
from graders.second_run import TYPED_IN, second
from graders.slips import right_answers
from graders.tolerance import RELATIVE, close, slack
from graders.wide import EPOCHS, POINTS, Task, problem
from labgrader import CellRun, Plot, Wrong
from labgrader.evidence import Note


@dataclass(frozen=True, eq=False)
class Losses:
    """The student's losses in one run.

    Attributes:
        values: the list; never empty.
        data: what the oracle knows of this run's data.
        task: what was asked.
        passes: the index batches that the student's own loaders gave.
        by_hand: no loader with the right batch size was gone through often enough to have made the losses.
        slope: that of the released data.
        empty: another list of the lab that holds nothing, or "".
    """

    values: tuple[float, ...]
    data: Problem
    task: Task
    passes: Passes
    by_hand: bool
    slope: float
    empty: str = ""

    @classmethod
    def of(cls, run: CellRun, values: tuple[float, ...], task: Task, slope: float) -> Losses:
        """The losses of one run, with the passes that its loaders made."""
        passes = [(epoch.loader, epoch.batches) for epoch in run.epochs if any(epoch.batches)]
        sizes = [len(batch) for batch in in_order(task.batch_size, points=POINTS)]
        by_hand = sum(list(map(len, batches)) == sizes for _, batches in passes) < min(len(values), EPOCHS) - 1
        empty = next((name for name in task.others if not numbers_of(run, name)), "")
        return cls(values, problem(run.parameters), task, usable(passes, POINTS), by_hand, slope, empty)

    @cached_property
    def cause(self) -> Cause | None:
        """What made the losses, right or wrong, or None."""
        return explain(self.values[:EPOCHS], self.data, self.task, self.passes, self.by_hand, self.slope)

    @property
    def begins_again(self) -> bool:
        """Whether the losses of another training follow."""
        return len(self.values) > EPOCHS and close(self.values[EPOCHS], self.data.start_loss, slack(self.values))

    @property
    def computed(self) -> bool:
        """Whether the losses belong to this data: they begin at the start values, or their cause is known."""
        return close(self.values[0], self.data.start_loss, slack(self.values)) or self.cause is not None


def both(run: CellRun, unseen: CellRun, task: Task, unseen_task: Task | None = None) -> tuple[Losses, Losses]:
    """The losses of both runs, when they are losses of trainings on the data.

    Raises:
        Wrong: the list is missing, empty, not one of numbers, typed in, copied, or not made from the data.
    """
    slope = run.parameters["SLOPE"]
    values = _read(run, task)
    hidden = second(lambda other: _read(other, task), unseen)
    _refuse_counts(values, task.name)
    released = Losses.of(run, values, task, slope)
    other = Losses.of(unseen, hidden, unseen_task or task, slope)
    _refuse_typed_in(released, other)
    _require_computed(released)
    explained = released.cause is not None and released.cause.mistake  # then it need not be typed in
    second(_require_computed, other, mistake=None if explained else TYPED_IN)
    return released, other


def check_both(
    check: Callable[[Losses], None], run: CellRun, unseen: CellRun, task: Task, unseen_task: Task | None = None
) -> None:
    """Apply a check to the losses of both runs."""
    released, other = both(run, unseen, task, unseen_task)
    check(released)
    second(check, other, mistake=None)


def one_loss_for_each_epoch(losses: Losses) -> None:
    """Refuse another number of losses; a diagnosis waits when another check has a better one."""
    count, name = len(losses.values), losses.task.name
    if losses.empty and losses.begins_again:
        raise Wrong(
            f"`{name}` holds {count} losses, which begin again after the first {EPOCHS}, and `{losses.empty}` holds "
            f"none: the training for `{losses.empty}` appends to `{name}`.",
            mistake=f"appended to {name}",
        )
    if count != EPOCHS:
        right = losses.cause is not None and not losses.cause.mistake
        raise Wrong(
            f"`{name}` should hold {EPOCHS} losses, one for each epoch, and holds {count}.",
            mistake=f"{count} losses" if right else None,
        )


def trained_as_asked(losses: Losses) -> None:
    """Refuse losses that another training made, with the likeliest mistake; how they are written down may be wrong."""
    cause = _known(losses)
    if not cause.trains:
        raise Wrong(cause.sentence, mistake=cause.mistake, plot=_beside(losses, cause))


def written_down_rightly(losses: Losses) -> None:
    """Refuse everything but the loss of all points, before or after each epoch of the right training."""
    cause = _known(losses)
    if cause.mistake:
        raise Wrong(cause.sentence, mistake=cause.mistake, plot=_beside(losses, cause))


def _beside(losses: Losses, cause: Cause | None = None) -> Plot:
    """Losses of the released run beside the right ones; `second` repeats nothing of what it catches."""
    task, passes = losses.task, [in_order(losses.task.batch_size, points=POINTS)] * EPOCHS
    right = next(right_answers(losses.data, task, passes)).losses
    asked = f"{_asked(task)}, as asked"
    return losses_beside(losses.values, asked, right, *((cause.mistake, cause.losses) if cause else ()))


def _asked(task: Task) -> str:
    return {1: "one point at a time", POINTS: "all points at once"}.get(
        task.batch_size, f"batches of {task.batch_size} points"
    )


def _known(losses: Losses) -> Cause:
    if len(losses.values) < FEWEST_LOSSES:
        count = len(losses.values)
        raise Wrong(f"`{losses.task.name}` holds too few losses, {count}, to tell how you trained.")
    if losses.cause is None:
        raise Wrong(_unknown(losses), plot=_beside(losses))
    return losses.cause


def _unknown(losses: Losses) -> str:
    how = _asked(losses.task)
    if any(map(is_far, losses.values)) and losses.task.batch_size != 1:
        return f"Your losses run away, as they do not with {how} and the step size {losses.task.step:g}."
    return (
        f"Your losses are not those of {how}, with the step size {losses.task.step:g} and the start values -10 and "
        "-20, taken from all points once in each epoch. Go through your code line by line, and say aloud what each "
        "line does."
    )


def _read(run: CellRun, task: Task) -> tuple[float, ...]:
    if isinstance(found := run.names.get(task.name), Note) and found.why.startswith("too long"):
        raise Wrong(
            f"`{task.name}` holds far too many values: one for each update, not for each epoch? Let the `append` stand "
            "outside the inner loop.",
            mistake="a loss for every update",
        )
    return read_losses(run, task.asked, problem(run.parameters).start_loss)


def _require_computed(losses: Losses) -> None:
    if not losses.computed:
        raise Wrong(
            f"The values in `{losses.task.name}` are not losses of a training on this data. The first should be the "
            f"loss at w = -10, b = -20, which is {losses.data.start_loss:.2f}, or the loss after the first epoch; "
            f"yours is {losses.values[0]:.6g}."
        )


def _refuse_counts(values: tuple[float, ...], name: str) -> None:
    count = range(len(values))
    if len(values) > 1 and values in (tuple(map(float, count)), tuple(i + 1.0 for i in count)):
        raise Wrong(
            f"`{name}` holds the numbers of the epochs, not their losses. If your function returns both, unpack them "
            "in the same order.",
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
