"""What made a list of losses: the right training, or a known mistake.

The order matters, and goes from the exact to the kind: a band would let full-batch steps pass for shuffled batches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from graders.bands import in_noise_band, in_shuffled_band
from graders.descent import BATCH_SIZE, EPOCHS, POINTS, Pass, Problem, in_order
from graders.mistakes import (
    SOME_BATCHES,
    TWO_PASSES,
    Known,
    batch_size_sentence,
    catalogue,
    not_reset,
    recorded,
    right_answers,
    training_mistakes,
    typed_line,
)
from graders.replay import Passes, batch_size, blocks_in_some_order, is_batch_size_20, windows
from graders.search import searched
from graders.tolerance import same, slack

# Batch sizes differ by the second epoch, step sizes and starts by the fourth: fewer losses than this prove nothing.
FEWEST_LOSSES = 5

# An untrained or trained line stays near the noise floor; what training passes through is far above it. Best lines on
# noisy data have down to 0.9 of the floor, and a training that has not quite ended some more than it.
FLAT = (0.5, 2.0)

# To find an unknown number, and to see that it fits, takes so many losses that differ from the last by more than 2%.
FEWEST_TELLING = 3
DIFFERENT = 0.02

# Windows of shuffled passes that are searched for mistakes, newest first; each costs about 15 ms, and most answers
# have one or two. Right answers are searched for in MAX_WINDOWS of them.
SEARCHED_WINDOWS = 10
MAX_WINDOWS = 400


# Each of the four checks of a submission asks about both runs; and in a class many hand in the same right list.
REMEMBERED = 512


@lru_cache(maxsize=REMEMBERED)
def explain(
    losses: tuple[float, ...], data: Problem, passes: Passes, by_hand: bool, typed: tuple[float, float]
) -> Known | None:
    """What made the first ten losses, or None when nothing that is known did.

    Args:
        losses: the student's list; only its first ten values count.
        passes: the index batches that the student's own loaders gave.
        by_hand: no loader can have made the losses, because none was gone through often enough.
        typed: slope and bias of the released data, which a student may have typed in.
    """
    head = losses[:EPOCHS]
    if len(head) < FEWEST_LOSSES:
        return None
    extra = slack(head)
    trained = list(islice(windows(passes, len(head)), MAX_WINDOWS))
    for known in _exact(head, data, passes, trained, typed, extra):
        if len(known.losses) >= len(head) - 1 and same(head, known.losses, extra):
            return known
    of_20 = _newest_of_20(trained)
    fits = any(in_noise_band(data, window, head, extra) for window in of_20) or (
        (by_hand or of_20) and in_shuffled_band(data, head, extra)  # a loader's data may have been shuffled by hand
    )
    return _by_losses_alone(head, data) if fits else None


def _by_losses_alone(head: tuple[float, ...], data: Problem) -> Known:
    """A right answer whose batches are not known, nor where it ends; but losses that fit end near the data."""
    return Known("", "", head, trains=True, ends=((data.slope, data.bias),))


def _exact(
    head: tuple[float, ...],
    data: Problem,
    passes: Passes,
    trained: list[tuple[Pass, ...]],
    typed: tuple[float, float],
    extra: float,
) -> Iterator[Known]:
    """Lists that the oracle can make exactly: right ones, mistakes, and last what has to be searched for."""
    yield from right_answers(data, [in_order(BATCH_SIZE)] * EPOCHS)
    yield from _replayed([w for w in trained if is_batch_size_20(w)], data, head, extra)
    if blocks_in_some_order(data, head, extra):
        yield _by_losses_alone(head, data)
    yield from catalogue(data)
    yield from typed_line(data, typed)
    if all(FLAT[0] * data.noise_floor < loss < FLAT[1] * data.noise_floor for loss in head):
        yield not_reset(head)
    yield from _replayed([w for w in trained if not is_batch_size_20(w)], data, head, extra)
    pairs = (
        tuple(one + two for one, two in zip(w[::2], w[1::2], strict=False)) for w in windows(passes, 2 * len(head))
    )
    yield from _replayed(islice(pairs, MAX_WINDOWS), data, head, extra)
    for window in _newest_of_20(trained):
        yield from training_mistakes(data, list(window))
    if sum(abs(loss - head[-1]) > DIFFERENT * abs(loss) for loss in head) < FEWEST_TELLING:
        return
    for window in ((in_order(BATCH_SIZE),) * EPOCHS, *_newest_of_20(trained)):
        yield from searched(data, window, head)


def _replayed(
    found: Iterable[tuple[Pass, ...]], data: Problem, head: tuple[float, ...], extra: float
) -> Iterator[Known]:
    """What the lab's own way of training makes of each of these windows, named by their batches."""
    for window in found:
        begins = recorded(data, window[:2], "", "")
        if any(same(head, known.losses, extra) for known in begins):
            yield from recorded(data, window, *_name(window), trains=is_batch_size_20(window))


def _name(window: tuple[Pass, ...]) -> tuple[str, str]:
    """The mistake that the batches of a window are, and its sentence; empty when they are right."""
    size, updates = batch_size(window), min(map(len, window))
    if is_batch_size_20(window):
        return "", ""
    if size != BATCH_SIZE:
        return f"batch size {size}", batch_size_sentence(size)
    return SOME_BATCHES if updates < POINTS // BATCH_SIZE else TWO_PASSES


def _newest_of_20(trained: list[tuple[Pass, ...]]) -> list[tuple[Pass, ...]]:
    return [window for window in trained if is_batch_size_20(window)][:SEARCHED_WINDOWS]
