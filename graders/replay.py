"""The passes over the data that a list of losses may come from, when they are known or can be found exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

from graders.descent import (
    BATCH_SIZE,
    POINTS,
    START,
    Pass,
    Problem,
    Training,
    descend,
    in_order,
    mean_squared_error,
)
from graders.tolerance import close

Passes = tuple[tuple[int, Pass], ...]  # the number of the loader, and the index batches it gave

MAX_PASSES = 200  # the newest; more than the engine reports
MAX_INDICES = 600  # of one pass: ten times the data
MAX_LINES = 8  # followed at a time: late in training all orders of the batches look alike


def usable(epochs: Iterable[tuple[int, Sequence[Sequence[int]]]], points: int = POINTS) -> Passes:
    """The passes that could have trained on this data, as (loader, batches), oldest first; others are left out."""
    found = []
    for loader, batches in list(epochs)[-MAX_PASSES:]:
        if 0 < sum(map(len, batches)) <= MAX_INDICES and all(b and all(0 <= i < points for i in b) for b in batches):
            found.append((loader, tuple(map(tuple, batches))))
    return tuple(found)


def windows(passes: Passes, count: int) -> Iterator[tuple[Pass, ...]]:
    """Each run of `count` passes that may have trained a line, newest first, no two alike.

    A loader may have been made anew in each epoch, so all passes are one sequence too; it may have been gone through
    more than once an epoch (to take losses), so every second and third pass is one. When losses were recorded before
    each epoch, the last pass tells nothing, and one pass fewer will do.
    """
    sequences = [[one for _, one in passes]]
    sequences += [[one for number, one in passes if number == loader] for loader in dict.fromkeys(n for n, _ in passes)]
    seen = set()
    for sequence in sequences:
        for stride in (1, 2, 3):
            for offset in range(stride):
                taken = sequence[offset::stride]
                for start in range(max(0, len(taken) - count + 1), -1, -1):
                    window = tuple(taken[start : start + count])
                    if len(window) >= max(1, count - 1) and window not in seen:
                        seen.add(window)
                        yield window


def batch_size(window: Iterable[Pass]) -> int:
    """The batch size of some passes: the length of their first batch."""
    return max((len(one[0]) for one in window), default=0)


def is_batch_size_20(window: Iterable[Pass]) -> bool:
    """Whether every pass is what batch size 20 makes of 60 points: three batches of 20."""
    return all(len(one) == POINTS // BATCH_SIZE and all(len(b) == BATCH_SIZE for b in one) for one in window)


def blocks_in_some_order(data: Problem, losses: Sequence[float], extra: float) -> bool:
    """Whether a loop over the three blocks of consecutive points made the losses, in any order in each epoch."""
    losses = list(losses)
    rests = [losses] + ([losses[1:]] if losses and close(losses[0], data.start_loss, extra) else [])
    return any(_leads_through(data, rest, target, extra) for rest in rests for target in ("clean", "noisy"))


def _leads_through(data: Problem, losses: list[float], target: str, extra: float) -> bool:
    """Whether the losses after each epoch can be met by choosing an order of the blocks in each."""
    orders = [[data.batch_moments(b, target) for b in order] for order in permutations(in_order(BATCH_SIZE))]
    lines = [START]
    for loss in losses:
        ends = (descend([order], Training(start=line), data.totals).ends[-1] for line in lines for order in orders)
        lines = [end for end in ends if close(mean_squared_error(end, data.totals), loss, extra)][:MAX_LINES]
        if not lines:
            return False
    return True
