"""The catalogue of known mistakes: for each, the losses it makes, its name, and what a teacher would say.

To add one: a way of training goes into `_TRAININGS`, a way of writing the losses down into `recordings.py`; then add
an answer that makes it to `tests/submissions/`, and run `labgrader check`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from graders.descent import (
    BATCH_SIZE,
    EPOCHS,
    POINTS,
    START,
    STEP,
    Pass,
    Problem,
    Trace,
    Training,
    in_order,
    train,
)
from graders.recordings import RIGHT_RECORDINGS, WRONG_RECORDINGS, Recording
from graders.second_run import LINE_TYPED_IN, SENTENCES

TARGETS = ("clean", "noisy")  # both are right: the loader's data has no noise, and to train on Y is no mistake
SIMULATED = EPOCHS + 1  # one more, for lists that begin an epoch late


class Known(NamedTuple):
    """One list of losses that the oracle can explain.

    Attributes:
        mistake: its short name, "" for a right answer.
        sentence: what a teacher would say to it.
        losses: the list that it makes, of ten epochs or one more.
        trains: w and b really were trained in batches of 20, from the start values; only then does it say anything
            that they end near the data's.
        ends: the line (w, b) after each epoch; never empty.
    """

    mistake: str
    sentence: str
    losses: tuple[float, ...]
    trains: bool
    ends: tuple[tuple[float, float], ...]

    def end(self, epochs: int) -> tuple[float, float]:
        """The line after so many epochs; no more than ten count."""
        return self.ends[: min(epochs, EPOCHS)][-1]


# Step sizes that people try; any other is searched for, when nothing else explains the losses. 2.0 stands below:
# it is what gradients summed over a batch amount to.
STEPS = sorted(
    {digit * 10.0**power for digit in (1, 2, 2.5, 3, 4, 5, 6, 7, 8, 9) for power in (-4, -3, -2, -1, 0)} - {STEP, 2.0}
)


def batch_size_sentence(size: int) -> str:
    """What a teacher says to losses of another batch size."""
    if size >= POINTS:
        return "Your losses are those of full-batch gradient descent: batch size 20 makes 3 updates in each epoch."
    if size in (1, 5, 10):
        return (
            f"Your losses are those of batch size {size}: is `trainloader` the loader you meant? Look for a misspelt "
            "name: the loop may still run over the loader of an earlier cell."
        )
    return f"Your losses are those of batch size {size}: check the `batch_size` of your loader."


def _step_sentence(lr: float) -> str:
    if lr == STEP / 2:
        return (
            "Your losses are those of half the step size: `lr` is 0.1 in this lab; or, if you wrote the gradient "
            "yourself, its factor 2 is missing."
        )
    return f"Your losses are those of the step size {lr:.3g}: `lr` is 0.1 in this lab."


_NOT_RESET = (
    "Your losses are those of a line that is trained already when they begin: set `w` to -15 and `b` to -10 again "
    "before you train, because they still hold what an earlier training left."
)
_OTHER_START = "Your losses begin at other start values: this lab starts at w = -15, b = -10."
_OPTIMIZER = "Your losses are those of an optimizer with {}: leave it out, as in `torch.optim.SGD([w, b], lr=0.1)`."
_GRADIENT = (
    "Your losses are those of gradients that add up: set both `w.grad` and `b.grad` to zero after every update. {}"
)

# What searching for one unknown number may find.
FOUND = {
    "lr": lambda how: (f"step size {how.lr:.3g}", _step_sentence(how.lr)),
    "start": lambda how: ("other start values", _OTHER_START),
    "momentum": lambda how: ("momentum", _OPTIMIZER.format("momentum")),
    "decay": lambda how: ("weight decay", _OPTIMIZER.format("weight decay")),
}

# Ways to train wrongly with batches of 20: short name, sentence, what differs from the right way.
_TRAININGS: tuple[tuple[str, str, dict], ...] = (
    (
        "full batch three times an epoch",
        "Your losses are those of three full-batch steps in each epoch: inside the loop over the batches, use the "
        "batch, `criterion(forward(x), y)`, not all of `X` and `Y`.",
        {"gradient_of": "all"},
    ),
    (
        "gradient summed, or step size 2",
        "Your losses are those of the step size 2, or of a gradient summed over the batch: `lr` is 0.1 in this lab, "
        "and the loss of a batch is a mean, so its gradient is one too.",
        {"lr": STEP * BATCH_SIZE},
    ),
    (
        "shapes of x and y differ",
        "Your losses are those of predictions compared with every y of their batch: the shapes of `forward(x)` and "
        "`y` differ, so that subtracting them makes a square table. Give both the shape (n, 1).",
        {"gradient_of": "pairs"},
    ),
    ("b never updated", "Your losses are those of a `b` that never changes: is it updated too?", {"learn": "w"}),
    ("w never updated", "Your losses are those of a `w` that never changes: is it updated too?", {"learn": "b"}),
    (
        "w and b never updated",
        "Your losses stay at the start values: are `w` and `b` updated after each batch, and set to their start values "
        "only once, before the loop over the epochs?",
        {"learn": ""},
    ),
    *(
        (
            f"{name} updated twice",
            f"Your losses are those of a `{name}` that is updated twice for each batch: once is enough.",
            {"twice": name},
        )
        for name in "wb"
    ),
    ("b.grad not zeroed", _GRADIENT.format("Here `b.grad` is never zeroed."), {"zero": "w"}),
    ("w.grad not zeroed", _GRADIENT.format("Here `w.grad` is never zeroed."), {"zero": "b"}),
    ("gradients not zeroed", _GRADIENT.format("Here neither is ever zeroed."), {"zero": ""}),
    (
        "w and b reset in every epoch",
        "Your losses are those of `w` and `b` set back to their start values in every epoch: do that once, before the "
        "loop over the epochs.",
        {"restart": True},
    ),
    (
        "one update an epoch",
        "Your losses are those of one update in each epoch, from gradients that add up over the batches: update and "
        "zero inside the loop over the batches.",
        {"update": "pass"},
    ),
    ("step in the wrong direction", "Your losses grow: subtract `lr` times the gradient.", {"lr": -STEP}),
    *((f"step size {lr:g}", _step_sentence(lr), {"lr": lr}) for lr in STEPS),
    *(
        ("other start values", _OTHER_START, {"start": start})
        for start in ((0.0, 0.0), (1.0, 1.0), (-10.0, -15.0), (-10.0, -20.0), (15.0, 10.0), (-15.0, 10.0))
    ),
)

TRAININGS = tuple(
    (name, sentence, Training(**{"target": target, **how})) for name, sentence, how in _TRAININGS for target in TARGETS
)


def training_mistakes(data: Problem, passes: Sequence[Pass]) -> Iterator[Known]:
    """What mistakes in training, or in writing losses down, make of these passes over the data."""
    for target in TARGETS:
        trace = train(data, passes, Training(target=target))
        for name, sentence, record in WRONG_RECORDINGS:
            yield _known(name, sentence, record(data, trace), trace, trains=True)
    for name, sentence, how in TRAININGS:
        trace = train(data, passes, how)
        for record in RIGHT_RECORDINGS:
            yield _known(name, sentence, record(data, trace), trace, trains=how.gradient_of == how.update == "batch")
    given = train(data, [in_order(10)] * EPOCHS).ends[-1]
    for start in (given, (given[0], START[1]), (START[0], given[1])):
        for target in TARGETS:
            trace = train(data, passes, Training(target=target, start=start))
            for record in RIGHT_RECORDINGS:
                yield _known("w and b not reset", _NOT_RESET, record(data, trace), trace, trains=False)


def batch_mistakes(data: Problem) -> Iterator[Known]:
    """The losses of every other batch size, of part of the batches, and what `drop_last` makes of a size."""
    for size in range(1, POINTS + 1):
        if size == BATCH_SIZE:
            continue
        for batches in dict.fromkeys((in_order(size), in_order(size, drop_last=True))):
            yield from recorded(data, [batches] * SIMULATED, f"batch size {size}", batch_size_sentence(size))
    right = in_order(BATCH_SIZE)
    for some in (right[:1], right[-1:], right[:2], right[1:]):
        yield from recorded(data, [some] * SIMULATED, *SOME_BATCHES)
    yield from recorded(data, [right * 2] * SIMULATED, *TWO_PASSES)


SOME_BATCHES = (
    "not every batch used",
    "Your losses are those of only some of the three batches: every batch of an epoch makes an update. Look at what "
    "stands inside the loop over the batches, and what after it.",
)
TWO_PASSES = (
    "two passes an epoch",
    "Your losses are those of two passes over the data between one loss and the next: one epoch is one pass.",
)


def recorded(
    data: Problem, passes: Sequence[Pass], mistake: str, sentence: str, *, trains: bool = False
) -> Iterator[Known]:
    """These passes, trained in the right way, for both targets, with the losses recorded in both right ways."""
    for target in TARGETS:
        trace = train(data, passes, Training(target=target))
        for record in RIGHT_RECORDINGS:
            yield _known(mistake, sentence, record(data, trace), trace, trains=trains)


def right_answers(data: Problem, passes: Sequence[Pass]) -> list[Known]:
    """What a right answer makes of these passes."""
    return list(recorded(data, passes, "", "", trains=True))


def typed_line(data: Problem, released: tuple[float, float]) -> Iterator[Known]:
    """Training on the line of the released data, typed in, while the data is another."""
    how = Training(target=f"typed:{released[0]}:{released[1]}")
    trace = train(data, [in_order(BATCH_SIZE)] * SIMULATED, how)
    for record in RIGHT_RECORDINGS:
        yield _known(
            LINE_TYPED_IN,
            SENTENCES[LINE_TYPED_IN],
            record(data, trace),
            trace,
            trains=False,
        )


def not_reset(losses: tuple[float, ...]) -> Known:
    """Losses that are flat at the noise floor."""
    return Known("w and b not reset", _NOT_RESET, losses, False, ((math.nan, math.nan),))


def found_training(data: Problem, passes: Sequence[Pass], how: Training, kind: str, record: Recording) -> Known:
    """A training that was searched for: `kind` is one of `FOUND`, the number that differs stands in `how`."""
    trace = train(data, passes, how)
    name, sentence = FOUND[kind](how)
    return _known(name, sentence, record(data, trace), trace, trains=True)


@lru_cache(maxsize=256)
def catalogue(data: Problem) -> tuple[Known, ...]:
    """Every known mistake with batches in the order of the data, likeliest first where two make the same list."""
    passes = [in_order(BATCH_SIZE)] * SIMULATED
    return (*batch_mistakes(data), *training_mistakes(data, passes))


def _known(mistake: str, sentence: str, losses: list, trace: Trace, *, trains: bool) -> Known:
    return Known(mistake, sentence, tuple(map(float, losses)), trains, tuple(trace.ends))
