"""Labs 2 and 3: the known mistakes, for each the losses it makes, its name, and what a teacher would say.

They are made one after the other, the likeliest and cheapest first, so that a right answer does not pay for them.
To add one: a way of training goes into `_TRAININGS`, a way of writing the losses down into `recordings.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from graders.cause import Cause, cause_of, recorded
from graders.descent import Pass, Problem, Trace, Training, in_order, losses_before, mean_squared_error, train
from graders.recordings import RIGHT_RECORDINGS, against_clean, all_pairs, wrong_recordings
from graders.second_run import GRADIENT_LEFT, LINE_TYPED_IN, SENTENCES
from graders.sizes import LAST_UPDATE, other_batches
from graders.wide import EPOCHS, POINTS, SIZE, START, Task

SIMULATED = EPOCHS + 1  # one more, for lists that begin an epoch late

STEPS = sorted(digit * 10.0**power for digit in (1, 2, 2.5, 3, 4, 5, 6, 7, 8, 9) for power in (-4, -3, -2, -1, 0))
STARTS = ((0.0, 0.0), (1.0, 1.0), (-20.0, -10.0), (-15.0, -10.0), (10.0, 20.0), (-10.0, 20.0), (10.0, -20.0))


_GRADIENTS = (
    "Your losses are those of gradients that add up: set both `w.grad` and `b.grad` to zero after each update. "
)

# Ways to train wrongly: short name, sentence, what differs from the right way.
_TRAININGS: tuple[tuple[str, str, dict], ...] = (
    ("b never updated", "Your losses are those of a `b` that never changes: is it updated, too?", {"learn": "w"}),
    ("w never updated", "Your losses are those of a `w` that never changes: is it updated, too?", {"learn": "b"}),
    (
        "w and b never updated",
        "Your losses stay at that of the start values: are `w` and `b` updated, and set to their start values only "
        "once, before the loop over the epochs?",
        {"learn": ""},
    ),
    *(
        (
            f"{name} updated twice",
            f"Your losses are those of a `{name}` that is updated twice each time: once is enough.",
            {"twice": name},
        )
        for name in "wb"
    ),
    ("b.grad not zeroed", _GRADIENTS + "Here `b.grad` is never zeroed.", {"zero": "w"}),
    ("w.grad not zeroed", _GRADIENTS + "Here `w.grad` is never zeroed.", {"zero": "b"}),
    ("gradients not zeroed", _GRADIENTS + "Here neither is ever zeroed.", {"zero": ""}),
    (
        "w and b reset in every epoch",
        "Your losses are those of `w` and `b` set back to their start values in every epoch: do that once, before the "
        "loop over the epochs.",
        {"restart": True},
    ),
    (
        "one update an epoch",
        "Your losses are those of one update in each epoch, from gradients that add up: update and zero inside the "
        "inner loop, after each `backward()`.",
        {"update": "pass"},
    ),
    (
        "momentum",
        "Your losses are those of an optimizer with momentum: leave it out, as in `torch.optim.SGD([w, b], lr=lr)`.",
        {"momentum": 0.9},
    ),
)
_ALL_POINTS = (
    "all points at every update",
    "Your losses are those of an update with all points at each turn of the inner loop: inside it, use what the loop "
    "hands you, `criterion(forward(x), y)`, and not all of `X` and `Y`.",
)
_SHAPES = (
    "shapes of x and y differ",
    "Your losses are those of predictions compared with every y: the shapes of `forward(x)` and `y` differ, so that "
    "subtracting them makes a square table. Give both the shape (n, 1).",
)
_SUMMED = (  # which is the same as a step so many times as large
    "gradient summed, or step size {step:g}",
    "Your losses are those of the step size {step:g}, or of a gradient summed over the points: the step size should be "
    "{right:g}, and the loss is a mean, so its gradient is one, too.",
)
CLEAN = (
    "trained on the line without noise",
    "Your training learns from `f`, the true line. In real life nobody knows that line: learn from the data, `Y`.",
)
_NOT_RESET = (
    "w and b not reset",
    "Your losses are those of a line that was trained before they begin: set `w` to -10 and `b` to -20 again before "
    "you train, because they still hold what an earlier training left.",
)
_NOT_ZEROED = (GRADIENT_LEFT, SENTENCES[GRADIENT_LEFT])
_MIXED = (
    "epoch and batch losses in one list",
    "Your list holds the losses of the epochs and of single batches, mixed. Append one loss for each epoch, of all "
    "points, outside the inner loop.",
)
_OTHER_START = ("other start values", "Your losses begin at other start values: this lab starts at w = -10, b = -20.")


def right_answers(data: Problem, task: Task, passes: Sequence[Pass]) -> Iterator[Cause]:
    """What a right answer makes of these passes."""
    for target in task.targets:
        yield from recorded(data, passes, task.training(target=target), "", "", trains=True)


def mistakes(data: Problem, task: Task, losses: Sequence[float], slope: float) -> Iterator[Cause]:
    """Known mistakes with the points in order; `losses` only spare those that cannot have made them.

    Args:
        data: the data of the run.
        task: what was asked.
        losses: the student's list.
        slope: that of the released data, which a student may have typed in.
    """
    passes = [in_order(task.batch_size, points=POINTS)] * SIMULATED
    yield from other_batches(data, task, losses)
    yield from _in_training(data, task)
    if slope != data.slope:
        how = task.training(target=f"typed:{slope}:0")
        yield from recorded(data, passes, how, LINE_TYPED_IN, SENTENCES[LINE_TYPED_IN])
    for target in task.targets:
        for start in left_by(data, task):
            yield from recorded(data, passes, task.training(target=target, start=start), *_NOT_RESET)
        for start, gradient in not_zeroed(data, task):
            how = task.training(target=target, start=start, gradient=gradient)
            reset = start == START
            yield from recorded(data, passes, how, *(_NOT_ZEROED if reset else _NOT_RESET), trains=reset)


@lru_cache(maxsize=128)
def _in_training(data: Problem, task: Task) -> tuple[Cause, ...]:
    """The same for each list: what mistakes make of the points in order."""
    with np.errstate(all="ignore"):  # what runs away overflows
        return tuple(in_training(data, task, [in_order(task.batch_size, points=POINTS)] * SIMULATED))


def in_training(data: Problem, task: Task, passes: Sequence[Pass]) -> Iterator[Cause]:
    """What mistakes in writing losses down, or in training, make of these passes."""
    one = "points" if task.batch_size == 1 else "batches"
    for target in task.targets:
        trace = train(data, passes, task.training(target=target))
        if task.batch_size == 1:
            last = [mean_squared_error(lines[-1], data.totals) for lines in trace.updates]
            yield cause_of(*LAST_UPDATE, last, trains=True)
        for name, sentence, record in wrong_recordings(SIZE):
            sentence = sentence.replace("single batches", f"single {one}").replace(
                "over the batches", f"over the {one}"
            )
            yield cause_of(name, sentence, record(data, trace), trains=True)
        yield cause_of(*_MIXED, _mixed(data, trace), trains=True)
    clean = train(data, passes, task.training(target="clean"))
    for lines in (clean.starts, clean.ends):
        yield cause_of(*CLEAN, against_clean(data, lines))
    if task.batch_size > 1:
        trace = train(data, passes, task.training(gradient_of="pairs"))
        yield cause_of(*_SHAPES, all_pairs(data, trace))
    for name, sentence, differs in _trainings(task):
        for target in task.targets:
            yield from recorded(data, passes, task.training(**{"target": target} | differs), name, sentence)
    yield from _numbers(data, task, passes)


def _trainings(task: Task) -> Iterator[tuple[str, str, dict]]:
    if task.batch_size < POINTS:
        yield *_ALL_POINTS, {"gradient_of": "all"}
    if task.batch_size > 1:
        yield *_SHAPES, {"gradient_of": "pairs"}
        step = task.step * task.batch_size
        name, sentence = (text.format(step=step, right=task.step) for text in _SUMMED)
        yield name, sentence, {"lr": step}
    if "clean" not in task.targets:
        yield *CLEAN, {"target": "clean"}
    yield "step in the wrong direction", "Your losses grow: subtract `lr` times the gradient.", {"lr": -task.step}
    yield from _TRAININGS


def _numbers(data: Problem, task: Task, passes: Sequence[Pass]) -> Iterator[Cause]:
    """Other step sizes and start values, many at once."""
    steps = [step for step in STEPS if abs(step - task.step) > 1e-9]
    starts = np.array(STARTS).T
    for target in task.targets:
        trace = train(data, passes, task.training(target=target, lr=np.array(steps)))
        for step, losses in _columns(data, trace, steps):
            yield cause_of(f"step size {step:g}", step_sentence(step, task.step), losses)
        trace = train(data, passes, task.training(target=target, start=(starts[0], starts[1])))
        for _, losses in _columns(data, trace, STARTS):
            yield cause_of(*_OTHER_START, losses)


def _mixed(data: Problem, trace: Trace) -> list[float]:
    totals = losses_before(data, trace)
    return [loss for total, one in zip(totals, trace.batch_losses, strict=True) for loss in (total, *one)]


def _columns(data: Problem, trace: Trace, numbers: Sequence) -> Iterator[tuple]:
    for record in RIGHT_RECORDINGS:
        rows = [np.broadcast_to(row, len(numbers)) for row in record(data, trace)]
        yield from zip(numbers, np.array(rows, dtype=float).T.tolist(), strict=True)


def step_sentence(step: float, asked: float) -> str:
    """What a teacher says to losses of another step size."""
    if abs(step - asked / 2) < 1e-9:
        return (
            f"Your losses are those of half the step size, which should be {asked:g}; or, if you wrote the gradient "
            "yourself, its factor 2 is missing."
        )
    return f"Your losses are those of the step size {step:g}: it should be {asked:g}."


def left_by(data: Problem, task: Task) -> Iterator[tuple[float, float]]:
    """Where w and b stand when they were not set back: after each of the trainings before, itself set back or not."""
    line = START
    for size, step, updates in task.earlier:
        passes = [in_order(size, points=POINTS)[:updates]] * (1 if updates else EPOCHS)
        for start in dict.fromkeys((START, line)):
            line = train(data, passes, Training(target=task.targets[0], lr=step, start=start)).ends[-1]
            yield from (line, (line[0], START[1]), (START[0], line[1]))


def not_zeroed(data: Problem, task: Task) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Where w and b may stand, and what their gradients hold, after the one update of a question before."""
    for size, step, updates in task.earlier:
        if updates == 1:
            m = data.batch_moments(in_order(size, points=POINTS)[0], task.targets[0])
            w, b = START
            gradient = 2 * (w * m.xx + b * m.x - m.xy), 2 * (w * m.x + b - m.y)
            for start in (START, (w - step * gradient[0], b - step * gradient[1])):
                yield start, gradient


def not_reset(losses: Sequence[float]) -> Cause:
    """Losses that begin where no start value is."""
    return cause_of(*_NOT_RESET, losses)
