"""`LOSS_MINI20` in both runs: read, and asked whether it was computed from the data at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from graders.bands import Shuffled, in_shuffled_band
from graders.descent import EPOCHS, Problem, in_order, problem, train
from graders.explain import explain
from graders.mistakes import Known
from graders.reading import GIVEN, NAME, numbers_of, read_losses
from graders.replay import Passes, usable
from graders.second_run import TYPED_IN, second
from graders.tolerance import RELATIVE, close, slack
from labgrader import CellRun, Wrong

# A training that starts high and ends this near the noise floor has seen the data, even where nothing explains it.
# The floor of every unseen set differs from the released one by more (tests/test_unseen_sets.py).
NEAR_FLOOR = (0.8, 1.25)
OTHER_SIZES = (5, 10, 15, 30)  # batches that people shuffle by hand
UNMOVED = 1e-5  # float32 noise of w and b
HIGH = 2.0  # noise floors; a line that was never trained, or trained before, begins below


@dataclass(frozen=True, eq=False)
class Losses:
    """The student's losses in one run.

    Attributes:
        values: the list; never empty.
        data: what the oracle knows of this run's data.
        passes: the index batches that the student's own loaders gave.
        by_hand: no loader can have made the losses, because none was gone through often enough.
        typed: slope and bias of the released data.
    """

    values: tuple[float, ...]
    data: Problem
    passes: Passes
    by_hand: bool
    typed: tuple[float, float]

    @classmethod
    def of(cls, run: CellRun, values: tuple[float, ...], typed: tuple[float, float]) -> Losses:
        """The losses of one run, with the passes that its loaders made."""
        passes = [(epoch.loader, epoch.batches) for epoch in run.epochs if any(epoch.batches)]
        return cls(values, problem(run.parameters), usable(passes), len(passes) < min(len(values), EPOCHS), typed)

    @cached_property
    def known(self) -> Known | None:
        """What made the losses, right or wrong, or None."""
        return explain(self.values[:EPOCHS], self.data, self.passes, self.by_hand, self.typed)

    @property
    def of_another_size(self) -> bool:
        """Whether shuffled batches of another size may have made the losses."""
        head = self.values[:EPOCHS]
        bands = (Shuffled(size) for size in OTHER_SIZES)
        return any(in_shuffled_band(self.data, head, slack(head), band) for band in bands)

    @property
    def computed(self) -> bool:
        """Whether the losses belong to this data: they begin at the start values, or are known, or end at its noise."""
        first, last, floor = self.values[0], self.values[-1], self.data.noise_floor
        if close(first, self.data.start_loss, slack(self.values)) or self.known is not None:
            return True
        return first > HIGH * floor and NEAR_FLOOR[0] * floor < last < NEAR_FLOOR[1] * floor


def both(run: CellRun, unseen: CellRun) -> tuple[Losses, Losses]:
    """The losses of both runs, when they are losses of trainings on the data.

    Raises:
        Wrong: the list is missing, empty, not one of numbers, typed in, copied, or not made from the data.
    """
    values = read_losses(run)
    hidden = second(read_losses, unseen)
    _refuse_what_is_no_training(run, values, hidden)
    typed = run.parameters["SLOPE"], run.parameters["BIAS"]
    released, other = Losses.of(run, values, typed), Losses.of(unseen, hidden, typed)
    _require_computed(released)
    second(_require_computed, other)
    right_by_hand = released.by_hand and released.known is not None and not released.known.mistake
    # What is right on one of the two is known on the other; but now and then another batch size looks right on one.
    if right_by_hand and other.known is None and not other.of_another_size:
        raise Wrong(
            f"Your notebook was run a second time, on data that you have not seen, and there `{NAME}` holds no losses "
            "of a training. Its values must be computed from `X` and `Y`, and not typed in.",
            mistake=TYPED_IN,
        )
    return released, other


def check_both(check: Callable[[Losses], None], run: CellRun, unseen: CellRun) -> None:
    """Apply a check to the losses of both runs."""
    released, other = both(run, unseen)
    check(released)
    second(check, other, mistake=None)


def _require_computed(losses: Losses) -> None:
    if not losses.computed:
        raise Wrong(
            f"The values in `{NAME}` are not losses of a training on this data. The first should be the loss at "
            f"w = -15, b = -10, which is {losses.data.start_loss:.2f}, or the loss after the first epoch; yours is "
            f"{losses.values[0]:.6g}."
        )


def _refuse_what_is_no_training(run: CellRun, values: tuple[float, ...], hidden: tuple[float, ...]) -> None:
    count = range(len(values))
    if len(values) > 1 and values in (tuple(map(float, count)), tuple(i + 1.0 for i in count)):
        raise Wrong(
            f"`{NAME}` holds the numbers of the epochs, not their losses. If your function returns both, unpack them "
            "in the same order.",
            mistake="epochs and losses swapped",
        )
    if len(values) == len(hidden) and all(abs(a - b) <= RELATIVE * abs(a) for a, b in zip(values, hidden, strict=True)):
        raise Wrong(
            f"Your notebook was run a second time, on data that you have not seen, and `{NAME}` stayed the same. Its "
            "values must be computed from `X` and `Y`, in training, and not typed in.",
            mistake=TYPED_IN,
        )
    copied = next((name for name in GIVEN if values == numbers_of(run, name)), None)
    if copied and not run.epochs and _untrained(run):
        raise Wrong(
            f"`{NAME}` is `{copied}` again, and no loader was used: train once more, with batch size 20.",
            mistake=f"copy of {copied}",
        )


def _untrained(run: CellRun) -> bool:
    """Whether `w` and `b` are still exactly what the last given training, of batch size 10, left."""
    left = train(problem(run.parameters), [in_order(10)] * EPOCHS).ends[-1]
    try:
        return all(abs(run.number(name) - value) <= UNMOVED for name, value in zip("wb", left, strict=True))
    except Wrong:
        return False
