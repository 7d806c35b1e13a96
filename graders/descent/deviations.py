"""The table of what people do otherwise: one row for each way, likeliest first where two make the same list.

To add a mistake, add a row, and an answer that makes it to tests/submissions/. A row's name and sentence are templates
of the Task (`Task.text`) and of what its way holds beside fields of `Training`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from graders.descent import recordings as record
from graders.descent.batches import likely_passes
from graders.descent.earlier import left_by, not_zeroed
from graders.descent.recordings import RIGHT_RECORDINGS, Recording
from graders.descent.second_run import GRADIENT_LEFT, SENTENCES
from graders.descent.simulator import Problem
from graders.descent.task import Task

Way = Mapping[str, object]  # fields of Training, "passes" for one pass, and what the templates need


class Deviation(NamedTuple):
    """One thing that people do otherwise.

    Attributes:
        name: for the instructor's table.
        sentence: what a teacher would say.
        ways: the trainings that it makes, each as what differs from the right one.
        record: how the losses are written down.
        applies: whether a task leaves room for it.
        trains: whether the line is trained as asked all the same.
    """

    name: str
    sentence: str
    ways: Callable[[Problem, Task], Iterable[Way]] = lambda data, task: ({},)
    record: tuple[Recording, ...] = RIGHT_RECORDINGS
    applies: Callable[[Task], bool] = lambda task: True
    trains: bool = False


def way(**differs) -> Callable[[Problem, Task], Iterable[Way]]:
    """One training that differs like this."""
    return lambda data, task: (differs,)


def ways(name: str, values: Iterable) -> Callable[[Problem, Task], Iterable[Way]]:
    """One training for each value of a field."""
    return lambda data, task: ({name: value} for value in values)


def written(name: str, sentence: str, *recordings: Recording, **more) -> Deviation:
    """The right training, written down in another way."""
    return Deviation(name, sentence, record=recordings, trains=True, **more)


def _steps(data: Problem, task: Task) -> Iterator[Way]:
    digits, powers = (1, 2, 2.5, 3, 4, 5, 6, 7, 8, 9), (-4, -3, -2, -1, 0)
    steps = sorted(digit * 10.0**power for digit in digits for power in powers)
    return ({"lr": lr} for lr in steps if min(abs(lr - task.step), abs(lr - task.step / 2)) > 1e-9)


def _starts(data: Problem, task: Task) -> Iterator[Way]:
    w, b = task.setting.start
    others = (0.0, 0.0), (1.0, 1.0), (b, w), (-w, -b), (w, -b), (-w, b), (-15.0, -10.0), (-10.0, -20.0)
    return ({"start": start} for start in dict.fromkeys(others) if start != task.setting.start)


def _several(task: Task) -> bool:
    return task.batch_size > 1


def _stochastic(task: Task) -> bool:
    return task.batch_size == 1


def _parts(task: Task) -> bool:
    return task.batch_size < task.points


def _noisy_alone(task: Task) -> bool:
    return "clean" not in task.targets


_BATCH_LOSS = (
    "Your list is made of the losses of single {ones}, met while training (%s). The loss of an epoch is the loss of "
    "all points under one line: append `criterion(forward(X), Y)`, once for each epoch."
)
_PER_UPDATE = (
    "Your list has a value for every update, not for every epoch: the `append` stands inside the loop over the {ones}."
)
_WHOLE = (
    "Your list adds up or averages the losses of all updates of an epoch, while the line changes. Append "
    "`criterion(forward(X), Y)` once for each epoch, outside the loop over the {ones}."
)
_AMID = (
    "Your losses are taken between the updates of an epoch. Take the loss before the loop over the {ones}, or after it."
)
_ROUNDED = (
    "Your losses are rounded so far that the small ones are lost: append what `criterion` gives, with its decimals."
)
_GRADIENTS = (
    "Your losses are those of gradients that add up: set both `w.grad` and `b.grad` to zero after each update. "
)
_SHAPES = (
    "Your losses are those of predictions compared with every y: the shapes of `forward(x)` and `y` differ, so that "
    "subtracting them makes a square table. Give both the shape (n, 1)."
)
CLEAN = (
    "trained on the line without noise",
    "Your training learns from `f`, the true line. In real life nobody knows that line: learn from the data, `Y`.",
)
NOT_RESET = (
    "w and b not reset",
    "Your losses are those of a line that was trained before they begin: set `w` to {w} and `b` to {b} again before "
    "you train, because they still hold what an earlier training left.",
)
LAST_UPDATE = (
    "last update left out",
    "Your losses are those before the last update of each epoch. Does your inner loop leave the last point out, or is "
    "the loss taken before its update?",
)

EVERY_Y = (
    "each prediction compared with every y",
    "Your losses are those of predictions compared with every y of the data: inside the inner loop, compare "
    "`forward(x)` with the `y` that belongs to it, and not with all of `Y`.",
)
OTHER_TARGETS = tuple(f"{kind} {how}" for kind in ("noisy", "clean") for how in ("-", "2", "+1", "-1", "reversed"))
WRONG_TARGETS = (
    "wrong targets",
    "Your losses are those of a training that learns something else than the data: the second place of "
    "`criterion(forward(x), y)` is for the `y` that belongs to the `x`, as it is.",
)

BATCHES = (Deviation("{found}", "{said}", likely_passes),)

RECORDED = (
    written(*LAST_UPDATE, record.before_last_update, applies=_stochastic),
    written("mean of the batch losses", _BATCH_LOSS % "their mean", record.each(record.batch_losses, record.mean)),
    written("sum of the batch losses", _BATCH_LOSS % "their sum", record.each(record.batch_losses, sum)),
    written(
        "last batch loss",
        _BATCH_LOSS % "the last of each epoch",
        record.each(record.batch_losses, lambda one: one[-1]),
        record.last_batch_after,
    ),
    written(
        "first batch loss",
        _BATCH_LOSS % "the first of each epoch",
        record.each(record.batch_losses, lambda one: one[0]),
    ),
    written(
        "loss against the clean line",
        "Your losses are taken against a line without noise. The loss of an epoch compares the predictions with the "
        "data: `criterion(forward(X), Y)`.",
        record.against("clean"),
        record.against("clean", after=True),
    ),
    written(
        "loss against X",
        "Your losses compare the predictions with `X` itself: the second place of `criterion(forward(X), Y)` is for "
        "`Y`.",
        record.against("x"),
        record.against("x", after=True),
    ),
    written(
        "a loss for every update",
        _PER_UPDATE,
        lambda data, trace: record.flat(record.at_updates(data, trace)),
        lambda data, trace: record.flat(record.at_updates(data, trace))[1:],
    ),
    written("a loss for every batch", _PER_UPDATE, lambda data, trace: record.flat(trace.batch_losses)),
    written(
        "mean over the updates",
        _WHOLE,
        record.each(record.at_updates, record.mean),
        record.each(record.after_updates, record.mean),
    ),
    written(
        "sum over the updates", _WHOLE, record.each(record.at_updates, sum), record.each(record.after_updates, sum)
    ),
    written(
        "loss taken amid an epoch",
        _AMID,
        record.each(record.at_updates, lambda one: one[-1]),
        record.each(record.at_updates, lambda one: one[len(one) // 2]),
    ),
    written(
        "shapes differ in the loss",
        "Your losses compare every prediction with every value of `Y`: the shapes of the two differ. Both are "
        "({points}, 1) in `criterion(forward(X), Y)`.",
        record.all_pairs,
    ),
    written(
        "losses recorded twice an epoch",
        "Your list has the loss before and the loss after each epoch, so most values stand in it twice.",
        record.before_and_after,
    ),
    written(
        "recording starts late",
        "Your list begins only after some epochs: training had begun before the first loss was recorded.",
        lambda data, trace: record.losses_after(data, trace)[1:],
    ),
    written(
        "absolute error",
        "Your list has absolute errors: `criterion` gives the mean of the squared errors.",
        record.absolute,
    ),
    written(
        "accumulated losses",
        "Each value of your list is the sum of all losses so far: set the total back to 0 in every epoch.",
        *record.changed(record.summed),
    ),
    written(
        "list in reverse",
        "Your list is the right one, backwards: `append` puts each new loss at the end.",
        *record.changed(lambda losses, data: losses[:-1][::-1]),
    ),
    written(
        "sum of squares",
        "Your losses are {points} times too large: `criterion` gives the mean of the squared errors, not their sum.",
        *record.changed(lambda losses, data: [v * len(data.x) for v in losses]),
    ),
    written(
        "mean taken twice",
        "Your losses are {points} times too small: `criterion` gives a mean already, so do not divide it again.",
        *record.changed(lambda losses, data: [v / len(data.x) for v in losses]),
    ),
    written(
        "half of the loss",
        "Your losses are half of the right ones: `criterion` gives the mean of the squared errors, without a factor.",
        *record.each_loss(lambda v: v / 2),
    ),
    written(
        "rounded too far",
        _ROUNDED,
        *record.each_loss(np.trunc),
        *record.each_loss(np.round),
        *record.each_loss(lambda v: np.round(v, 1)),
    ),
    written(
        "root of the loss",
        "Your list has the square roots of the losses: append what `criterion` gives.",
        *record.each_loss(np.sqrt),
    ),
    written(
        "logarithm of the loss",
        "Your list has the logarithms of the losses: append what `criterion` gives, and let the plot's axis be "
        "logarithmic.",
        *record.each_loss(np.log),
    ),
    written(
        "epoch and batch losses in one list",
        "Your list holds the losses of the epochs and of single {ones}, mixed. Append one loss for each epoch, of all "
        "points, outside the inner loop.",
        record.mixed,
    ),
)

TRAINED = (
    Deviation(
        *CLEAN, way(target="clean"), (record.against("clean"), record.against("clean", after=True)), _noisy_alone
    ),
    Deviation("shapes of x and y differ", _SHAPES, way(gradient_of="pairs"), (record.all_pairs,), _several),
    Deviation(
        "all points at every update",
        "Your losses are those of an update with all points at each turn of the inner loop: inside it, use what the "
        "loop hands you, `criterion(forward(x), y)`, and not all of `X` and `Y`.",
        way(gradient_of="all"),
        applies=_parts,
    ),
    Deviation("shapes of x and y differ", _SHAPES, way(gradient_of="pairs"), applies=_several),
    Deviation(
        *EVERY_Y,
        way(gradient_of="every y"),
        applies=_parts,
    ),
    Deviation(  # which is the same as a step so many times as large
        "gradient summed, or step size {summed}",
        "Your losses are those of the step size {summed}, or of a gradient summed over the points: the step size "
        "should be {step}, and the loss is a mean, so its gradient is one, too.",
        lambda data, task: ({"lr": task.step * task.batch_size},),
        applies=_several,
    ),
    Deviation(*CLEAN, way(target="clean"), applies=_noisy_alone),
    Deviation(
        "step in the wrong direction",
        "Your losses grow: subtract `lr` times the gradient.",
        lambda data, task: ({"lr": -task.step},),
    ),
    Deviation(
        "b never updated",
        "Your losses are those of a `b` that never changes: is it updated, too?",
        way(learn=(1.0, 0.0)),
    ),
    Deviation(
        "w never updated",
        "Your losses are those of a `w` that never changes: is it updated, too?",
        way(learn=(0.0, 1.0)),
    ),
    Deviation(
        "w and b never updated",
        "Your losses stay at that of the start values: are `w` and `b` updated, and set to their start values only "
        "once, before the loop over the epochs?",
        way(learn=(0.0, 0.0)),
    ),
    *(
        Deviation(
            f"{name} updated twice",
            f"Your losses are those of a `{name}` that is updated twice each time: once is enough.",
            way(learn=learn),
        )
        for name, learn in (("w", (2.0, 1.0)), ("b", (1.0, 2.0)))
    ),
    Deviation("b.grad not zeroed", _GRADIENTS + "Here `b.grad` is never zeroed.", way(keep=(0.0, 1.0))),
    Deviation("w.grad not zeroed", _GRADIENTS + "Here `w.grad` is never zeroed.", way(keep=(1.0, 0.0))),
    Deviation("gradients not zeroed", _GRADIENTS + "Here neither is ever zeroed.", way(keep=(1.0, 1.0))),
    Deviation(
        "w and b reset in every epoch",
        "Your losses are those of `w` and `b` set back to their start values in every epoch: do that once, before the "
        "loop over the epochs.",
        way(restart=1.0),
    ),
    Deviation(
        "one update an epoch",
        "Your losses are those of one update in each epoch, from gradients that add up: update and zero inside the "
        "inner loop, after each `backward()`.",
        way(each_pass=1.0),
    ),
    Deviation(
        "no update in the first epoch",
        "Your losses are those of a training that begins one epoch late: in the first epoch nothing is updated.",
        way(idle=1.0),
        (record.losses_before,),  # those after each epoch are a right list
    ),
    Deviation(
        "momentum",
        "Your losses are those of an optimizer with momentum: leave it out, as in `torch.optim.SGD([w, b], lr=lr)`.",
        way(momentum=0.9),
    ),
    Deviation(
        "step size {lr:.3g}",
        "Your losses are those of half the step size, which should be {step}; or, if you wrote the gradient yourself, "
        "its factor 2 is missing.",
        lambda data, task: ({"lr": task.step / 2},),
    ),
    Deviation("step size {lr:.3g}", "Your losses are those of the step size {lr:.3g}: it should be {step}.", _steps),
    Deviation(
        "other start values",
        "Your losses begin at other start values: this lab starts at w = {w}, b = {b}.",
        _starts,
    ),
    Deviation(
        *WRONG_TARGETS,
        lambda data, task: ({"target": target} for target in OTHER_TARGETS if target.split()[0] in task.targets),
    ),
    Deviation(
        "trained on X",
        "Your training compares the predictions with `x` itself: the second place of `criterion(forward(x), y)` is for "
        "`y`.",
        way(target="x"),
    ),
    Deviation(*NOT_RESET, left_by),
    Deviation(GRADIENT_LEFT, SENTENCES[GRADIENT_LEFT], not_zeroed, trains=True),
    Deviation(
        *NOT_RESET,
        lambda data, task: not_zeroed(data, task, reset=False),
    ),
)

TABLE = (*BATCHES, *RECORDED, *TRAINED)
