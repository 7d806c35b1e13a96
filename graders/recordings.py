"""Ways to write the losses of a training down: the two right ones, and the mistakes.

A recording is a function of the data and the trace of a training; it gives the list that the student's list
would be. Each mistake has a short name, for the instructor's table, and the sentence that a teacher would say.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import accumulate
from typing import NamedTuple

from graders.descent import EPOCHS, POINTS, Problem, Trace, losses_after, losses_before, mean_squared_error, moments

Recording = Callable[[Problem, Trace], list]

RIGHT_RECORDINGS: tuple[Recording, ...] = (losses_before, losses_after)


class Size(NamedTuple):
    """What some mistakes depend on: how many points the data has, and how many epochs the lab asks for."""

    points: int
    epochs: int


class WrongRecording(NamedTuple):
    """A mistake in writing losses down; `record` gives the list it makes."""

    name: str
    sentence: str
    record: Recording


def _mean(values: list) -> float:
    return sum(values) / len(values)


def _flat(lists: list[list]) -> list:
    return [value for one in lists for value in one]


def _at_updates(data: Problem, trace: Trace) -> list[list]:
    """For each epoch, the loss on all points before each of its updates."""
    return [[mean_squared_error(line, data.totals) for line in lines] for lines in trace.updates]


def _after_updates(data: Problem, trace: Trace) -> list[list]:
    """For each epoch but the last, the loss on all points after each of its updates."""
    flat = iter(_flat(_at_updates(data, trace))[1:])
    return [[next(flat) for _ in lines] for lines in trace.updates[:-1]]


def against_clean(data: Problem, lines: list) -> list:
    """The losses of lines against the line without noise."""
    clean = moments(data.x, data.clean)
    return [float(mean_squared_error(line, clean)) for line in lines]


def _absolute(data: Problem, trace: Trace) -> list:
    return [float(abs(w * data.x + b - data.noisy).mean()) for w, b in trace.starts]


def _last_batch_after(data: Problem, trace: Trace) -> list:
    return [mean_squared_error(line, m) for line, m in zip(trace.ends, trace.last, strict=True)]


def all_pairs(data: Problem, trace: Trace) -> list:
    """The losses before each epoch, when every prediction meets every y."""
    m = data.totals._replace(xy=data.totals.x * data.totals.y)
    return [mean_squared_error(line, m) for line in trace.starts]


def _twice(data: Problem, trace: Trace) -> list:
    return _flat([[a, b] for a, b in zip(losses_before(data, trace), losses_after(data, trace), strict=True)])


_BATCH_LOSS = (
    "Your list is made of the losses of single batches, met while training ({}). The loss of an epoch is the loss of "
    "all points under one line: append `criterion(forward(X), Y)`, once for each epoch."
)
_CLEAN = (
    "Your losses are taken against a line without noise. The loss of an epoch compares the predictions with the data: "
    "`criterion(forward(X), Y)`."
)
_PER_UPDATE = (
    "Your list has a value for every update, not for every epoch: the `append` stands inside the loop over the batches."
)
_WHOLE = (
    "Your list adds up or averages the losses of all updates of an epoch, while the line changes. Append "
    "`criterion(forward(X), Y)` once for each epoch, outside the loop over the batches."
)

_AMID = (
    "Your losses are taken between the updates of an epoch. Take the loss before the loop over the batches, or after "
    "it."
)

# Mistakes in what is recorded, and when.
_RECORDED = (
    (
        "mean of the batch losses",
        _BATCH_LOSS.format("their mean"),
        lambda data, trace: [_mean(one) for one in trace.batch_losses],
    ),
    (
        "sum of the batch losses",
        _BATCH_LOSS.format("their sum"),
        lambda data, trace: [sum(one) for one in trace.batch_losses],
    ),
    (
        "last batch loss",
        _BATCH_LOSS.format("the last of each epoch"),
        lambda data, trace: [one[-1] for one in trace.batch_losses],
    ),
    ("last batch loss", _BATCH_LOSS.format("the last of each epoch"), _last_batch_after),
    (
        "first batch loss",
        _BATCH_LOSS.format("the first of each epoch"),
        lambda data, trace: [one[0] for one in trace.batch_losses],
    ),
    ("loss against the clean line", _CLEAN, lambda data, trace: against_clean(data, trace.starts)),
    ("loss against the clean line", _CLEAN, lambda data, trace: against_clean(data, trace.ends)),
    ("a loss for every update", _PER_UPDATE, lambda data, trace: _flat(_at_updates(data, trace))),
    ("a loss for every update", _PER_UPDATE, lambda data, trace: _flat(_at_updates(data, trace))[1:]),
    ("a loss for every batch", _PER_UPDATE, lambda data, trace: _flat(trace.batch_losses)),
    ("mean over the updates", _WHOLE, lambda data, trace: [_mean(one) for one in _at_updates(data, trace)]),
    ("sum over the updates", _WHOLE, lambda data, trace: [sum(one) for one in _at_updates(data, trace)]),
    ("mean over the updates", _WHOLE, lambda data, trace: [_mean(one) for one in _after_updates(data, trace)]),
    ("sum over the updates", _WHOLE, lambda data, trace: [sum(one) for one in _after_updates(data, trace)]),
    (
        "loss taken amid an epoch",
        _AMID,
        lambda data, trace: [one[-1] for one in _at_updates(data, trace)],
    ),
    (
        "loss taken amid an epoch",
        _AMID,
        lambda data, trace: [one[len(one) // 2] for one in _at_updates(data, trace)],
    ),
    (
        "shapes differ in the loss",
        "Your losses compare every prediction with every value of `Y`: the shapes of the two differ. Both are "
        "({points}, 1) in `criterion(forward(X), Y)`.",
        all_pairs,
    ),
    (
        "losses recorded twice an epoch",
        "Your list has the loss before and the loss after each epoch, so most values stand in it twice.",
        _twice,
    ),
    (
        "recording starts late",
        "Your list begins only after some epochs: training had begun before the first loss was recorded.",
        lambda data, trace: losses_after(data, trace)[1:],
    ),
    (
        "absolute error",
        "Your list has absolute errors: `criterion` gives the mean of the squared errors.",
        _absolute,
    ),
)

# What was done to the right list.
_CHANGED = (
    (
        "accumulated losses",
        "Each value of your list is the sum of all losses so far: set the total back to 0 in every epoch.",
        lambda losses, size: list(accumulate(losses)),
    ),
    (
        "list in reverse",
        "Your list is the right one, backwards: `append` puts each new loss at the end.",
        lambda losses, size: losses[: size.epochs][::-1],
    ),
    (
        "sum of squares",
        "Your losses are {points} times too large: `criterion` gives the mean of the squared errors, not their sum.",
        lambda losses, size: [v * size.points for v in losses],
    ),
    (
        "mean taken twice",
        "Your losses are {points} times too small: `criterion` gives a mean already, so do not divide it again.",
        lambda losses, size: [v / size.points for v in losses],
    ),
    (
        "half of the loss",
        "Your losses are half of the right ones: `criterion` gives the mean of the squared errors, without a factor.",
        lambda losses, size: [v / 2 for v in losses],
    ),
    *(
        (
            "rounded too far",
            "Your losses are rounded so far that the small ones are lost: append what `criterion` gives, with its "
            "decimals.",
            lambda losses, size, cut=cut: [cut(v) if math.isfinite(v) else v for v in losses],
        )
        for cut in (lambda v: float(int(v)), lambda v: float(round(v)), lambda v: round(v, 1))
    ),
    (
        "root of the loss",
        "Your list has the square roots of the losses: append what `criterion` gives.",
        lambda losses, size: [math.sqrt(v) if v >= 0 else math.nan for v in losses],
    ),
    (
        "logarithm of the loss",
        "Your list has the logarithms of the losses: append what `criterion` gives, and let the plot's axis be "
        "logarithmic.",
        lambda losses, size: [math.log(v) if v > 0 else math.nan for v in losses],
    ),
)


def wrong_recordings(size: Size) -> tuple[WrongRecording, ...]:
    """The mistakes in writing losses down, for a lab of this size."""
    recorded = (WrongRecording(name, _text(sentence, size), record) for name, sentence, record in _RECORDED)
    changed = (
        WrongRecording(
            name,
            _text(sentence, size),
            lambda data, trace, change=change, right=right: change(right(data, trace), size),
        )
        for name, sentence, change in _CHANGED
        for right in RIGHT_RECORDINGS
    )
    return (*recorded, *changed)


def _text(sentence: str, size: Size) -> str:
    return sentence.replace("{points}", str(size.points))


WRONG_RECORDINGS = wrong_recordings(Size(POINTS, EPOCHS))
