"""What made a list of losses: the right training, a known mistake, or nothing that is known.

Asked from the exact to the kind: right; then, exactly or nearly, what the table of deviations makes; then two of them
at once; then one unknown number; and last the bands, which would let full-batch steps pass for shuffled batches.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np

from graders.descent import candidates
from graders.descent.bands import in_noise_band, in_shuffled_band
from graders.descent.batches import SOME, TWICE, size_sentence
from graders.descent.candidates import Candidates, Known
from graders.descent.divergence import agreeing, apart, is_far, runs_away
from graders.descent.looks import by_first_updates, by_look, growth, not_known_how, used_up
from graders.descent.replay import Passes, blocks_in_some_order, is_right, size_of, windows
from graders.descent.search import MOST_UPDATES, searched
from graders.descent.simulator import Pass, Problem
from graders.descent.task import Task
from graders.descent.tolerance import slack

# Batch sizes differ by the second epoch, step sizes and starts by the fourth: fewer losses than this prove nothing.
FEWEST_LOSSES = 5

# A student's float32 and the oracle's float64 differ by less than this share of a loss: no other mistake fits better.
EXACT = 5e-5

# To find an unknown number, and to see that it fits, takes so many losses that differ from the last by more than 2%.
FEWEST_TELLING = 3
DIFFERENT = 0.02

# Windows of shuffled passes in which mistakes are searched for, newest first: most answers have one or two.
SEARCHED_WINDOWS = 4
MAX_WINDOWS = 400

WIDE_BAND = 3.0  # with more growth than this at one point, shuffled losses lie anywhere, and a band says nothing

DATA_ANEW = (
    "data drawn anew",
    "Your cell draws `Y` anew, so that your training has other data than the lab's: leave the given `Y` as it is.",
)


class Asked(NamedTuple):
    """What is known beside the list itself.

    Attributes:
        passes: the index batches that the student's own loaders gave.
        by_hand: no loader can have made the losses, because none was gone through often enough.
        typed: slope and bias of the released data, which a student may have typed in.
        drawn: the student's `Y` is another one.
        own_noise: the student's Dataset may have noise of its own.
        first: the first losses that `backward()` was called on, where it was called once for each update.
    """

    passes: Passes = ()
    by_hand: bool = True
    typed: tuple[float, float] | None = None
    drawn: bool = False
    own_noise: bool = True
    first: tuple[float, ...] = ()


@lru_cache(maxsize=512)  # each check of a submission asks; and in a class many hand in the same right list
def explain(losses: tuple[float, ...], data: Problem, task: Task, asked: Asked) -> Known | None:
    """What made the first losses, as many as there are epochs; None when nothing that is known did.

    Args:
        losses: the student's list.
        data: the data of the run.
        task: what was asked.
        asked: what else is known.
    """
    head = losses[: task.epochs]
    if len(head) < FEWEST_LOSSES:
        return None
    known = _explained(head, data, task, asked)
    # Where training runs away, its losses do not tell what it learns: the first updates do.
    if growth(task) > 1 and not asked.drawn and (known is None or not known.mistake):
        return by_first_updates(head, data, task, asked.first) or known
    return known


def _explained(head: tuple[float, ...], data: Problem, task: Task, asked: Asked) -> Known | None:
    extra = slack(head)
    seen = used_up(head, data, task, extra)
    if seen and "handed" not in task.targets:  # a Dataset that hands out one point again and again leads there, too
        return seen
    trained = list(islice(windows(asked.passes, len(head)), MAX_WINDOWS))
    if found := _right(head, data, task, trained, extra) or _named(head, data, task, asked, trained, extra):
        return found
    if seen := seen or by_look(head, data, task):
        return seen
    if found := _two_at_once(head, data, task, trained, extra) or _one_number(head, data, task, trained, extra):
        return found
    return _of_a_kind(head, data, task, asked, trained, extra)


def _right(
    head: tuple[float, ...], data: Problem, task: Task, trained: Sequence[tuple[Pass, ...]], extra: float
) -> Known | None:
    """What a right answer makes of the points in order, of a loader's batches, or of blocks of the points."""
    in_order = candidates.right_in_order(data, task)
    fits = agreeing(head, in_order.lists, extra)
    if fits.any():
        return in_order.known(int(fits.argmax()))
    for window in trained:
        if is_right(window, task) and (known := _replayed(head, data, task, window, extra)):
            return known
    if blocks_in_some_order(data, task, head, extra):
        return not_known_how(head, data)
    return None


def _replayed(
    head: tuple[float, ...], data: Problem, task: Task, window: tuple[Pass, ...], extra: float
) -> Known | None:
    """The right way of training with these batches, when it makes the list."""
    with np.errstate(all="ignore"):
        begins = candidates.right(data, task, window[:2])
        if not agreeing(head[:2], begins.lists, extra).any():
            return None
        made = candidates.right(data, task, window)
    fits = agreeing(head, made.lists, extra)
    return made.known(int(fits.argmax())) if fits.any() else None


def _named(
    head: tuple[float, ...],
    data: Problem,
    task: Task,
    asked: Asked,
    trained: Sequence[tuple[Pass, ...]],
    extra: float,
) -> Known | None:
    """The first known mistake that makes the list exactly, or the nearest one that agrees with it."""
    best: Known | None = None
    least = math.inf
    for group in _mistakes(head, data, task, asked, trained, extra):
        lists = np.array([group.losses]) if isinstance(group, Known) else group.lists
        if lists.shape[1] < len(head) - 1:
            continue
        fits = agreeing(head, lists, extra, named=True)
        if not fits.any():
            continue
        off = np.where(fits, apart(head, lists, extra), math.inf)
        number = int((off <= EXACT).argmax()) if (off <= EXACT).any() else int(off.argmin())
        if off[number] < least:
            least, best = off[number], group if isinstance(group, Known) else group.known(number)
        if least <= EXACT:
            break
    return best


def _mistakes(
    head: tuple[float, ...],
    data: Problem,
    task: Task,
    asked: Asked,
    trained: Sequence[tuple[Pass, ...]],
    extra: float,
) -> Iterator[Candidates | Known]:
    """Known mistakes, the likeliest and cheapest first."""
    for known in candidates.other_batches(data, task, head, extra):
        if known.mistake == TWICE[0] and len(head) < task.epochs:
            continue  # where training settles within an epoch, a list that begins late is the same but for its length
        yield known
    yield candidates.deviating_in_order(data, task)
    if asked.typed and asked.typed != (data.slope, data.bias):
        yield candidates.typed_line(data, task, asked.typed)
    right = [window for window in trained if is_right(window, task)]
    for window in trained:
        if window not in right and (known := _replayed(head, data, task, window, extra)):
            yield _renamed(known, task, window)
    pairs = (
        tuple(one + two for one, two in zip(w[::2], w[1::2], strict=False))
        for w in islice(windows(asked.passes, 2 * len(head)), MAX_WINDOWS)
    )
    for window in pairs:
        if known := _replayed(head, data, task, window, extra):
            yield _renamed(known, task, window)
    for window in right[:SEARCHED_WINDOWS]:
        yield candidates.deviating(data, task, list(window))


def _renamed(known: Known, task: Task, window: tuple[Pass, ...]) -> Known:
    """The mistake that the batches of a window are."""
    size = size_of(window)
    if size != task.batch_size:
        name, sentence = size_sentence(size, task)
    else:
        name, sentence = SOME if min(map(len, window)) < len(task.one_pass) else TWICE
    return known._replace(mistake=name, sentence=sentence, trains=False, ends=())


def _two_at_once(
    head: tuple[float, ...], data: Problem, task: Task, trained: Sequence[tuple[Pass, ...]], extra: float
) -> Known | None:
    """A mistake in training and one in writing down, together: exactly, or not at all."""
    if not _tells(head) or any(map(is_far, head)):
        return None
    right = [window for window in trained if is_right(window, task)]
    for passes in ((task.one_pass,) * (task.epochs + 1), *right[:2]):
        made = candidates.combined(data, task, passes)
        fits = agreeing(head, made.lists, extra, named=True) & (apart(head, made.lists, extra) <= EXACT)
        if fits.any():
            return made.known(int(fits.argmax()))
    return None


def _one_number(
    head: tuple[float, ...], data: Problem, task: Task, trained: Sequence[tuple[Pass, ...]], extra: float
) -> Known | None:
    """A number that is none of those that people usually take."""
    if not _tells(head) or len(task.one_pass) * task.epochs > MOST_UPDATES:
        return None
    right = [window for window in trained if is_right(window, task)]
    for window in ((task.one_pass,) * task.epochs, *right[:SEARCHED_WINDOWS]):
        for known in searched(data, task, window, head):
            if len(known.losses) >= len(head) - 1 and agreeing(head, np.array([known.losses]), extra, named=True)[0]:
                return known
    return None


def _tells(head: Sequence[float]) -> bool:
    """Whether a list is one of which two things at once can be told."""
    return sum(abs(loss - head[-1]) > DIFFERENT * abs(loss) for loss in head) >= FEWEST_TELLING


def _of_a_kind(
    head: tuple[float, ...],
    data: Problem,
    task: Task,
    asked: Asked,
    trained: Sequence[tuple[Pass, ...]],
    extra: float,
) -> Known | None:
    """What shuffled points may have made, or noise of the student's own."""
    right = [window for window in trained if is_right(window, task)][:SEARCHED_WINDOWS]
    if runs_away(head, data.start_loss):
        return not_known_how(head, data) if task.batch_size == 1 and asked.by_hand and growth(task) > 1 else None
    if not all(abs(loss) < 1e30 for loss in head):
        return None
    in_order = (task.one_pass,) * task.epochs
    if asked.drawn:
        return Known(*DATA_ANEW, head) if _in_noise(head, data, task, (in_order, *right), extra, own=True) else None
    if "clean" in task.targets and asked.own_noise and _in_noise(head, data, task, (in_order, *right), extra):
        return not_known_how(head, data)
    if task.batch_size == task.points or (task.batch_size == 1 and growth(task) > WIDE_BAND):
        return None
    # A loader's data may have been shuffled by hand, where the Dataset is not known.
    if (asked.by_hand or (right and asked.own_noise)) and in_shuffled_band(data, task, head, extra):
        return not_known_how(head, data)
    return None


def _in_noise(
    head: tuple[float, ...],
    data: Problem,
    task: Task,
    found: Iterable[Sequence[Pass]],
    extra: float,
    *,
    own: bool = False,
) -> bool:
    return any(in_noise_band(data, task, w, head, extra, fresh=f, own=own) for w in found for f in (False, True))
