"""Reading lists of losses from evidence, and telling why one is empty."""

from __future__ import annotations

import math
from difflib import SequenceMatcher

from graders.descent.earlier import left_by
from graders.descent.task import Task
from graders.descent.tolerance import close
from labgrader import CellRun, Wrong
from labgrader.evidence import Note
from labgrader.plaintext import error_name

KINDS = {"str": "texts", "list": "lists", "tuple": "tuples", "dict": "dicts", "none": "None", "bool": "truth values"}

UNENDING = ("TimeoutError", "KeyboardInterrupt")
WITH_GRADIENT = "requires grad"
UNTOUCHED = "NotImplementedError"  # raised by the line that keeps the place for an answer


def read_losses(run: CellRun, task: Task) -> tuple[float, ...]:
    """The list as numbers: never empty, and not all of them nan or infinite.

    Args:
        run: the graded cell in one run.
        task: which list.

    Raises:
        Wrong: it is missing, empty, or something else; with the likeliest reason.
    """
    run.require()
    name = task.name
    if has_too_many(run, name):
        raise Wrong(
            f"`{name}` holds far too many values: one for each update, not for each epoch? Let the `append` stand "
            "outside the inner loop.",
            mistake="a loss for every update",
        )
    _refuse_other_items(run, name)
    numbers = tuple(run.numbers(name)) if name in run.names else ()
    if not numbers:
        what = f"`{name}` is empty" if name in run.names else f"There is no list `{name}`"
        raise _why_empty(run, what, task)
    if not any(map(math.isfinite, numbers)):
        raise Wrong(
            f"No value in `{name}` is a finite number: the training ran away, or nothing was computed.",
            mistake="no finite loss",
        )
    return numbers


def has_too_many(run: CellRun, name: str) -> bool:
    """Whether a list is so long that it was not reported."""
    found = run.names.get(name)
    return isinstance(found, Note) and found.why.startswith("too long")


def _refuse_other_items(run: CellRun, name: str) -> None:
    items = getattr(run.names.get(name), "items", None) or []
    other = next((KINDS[item.kind] for item in items if getattr(item, "kind", None) in KINDS), None)
    if other:
        raise Wrong(
            f"`{name}` should hold one number for each epoch, and holds {other}.", mistake="not a list of numbers"
        )


def numbers_of(run: CellRun, name: str) -> tuple[float, ...]:
    """A name's value as numbers; empty when it is anything else than a list of numbers."""
    try:
        return tuple(run.numbers(name))
    except Wrong:
        return ()


def last_error(run: CellRun) -> str:
    """What the student's cells raised last, or ""; the line that keeps the place for an answer does not count."""
    return next((error for error in reversed(run.errors) if not error.startswith(UNTOUCHED)), "")


def stopped(run: CellRun) -> str:
    """A sentence about what the student's cells raised last, or ""."""
    error = last_error(run)
    if error.startswith(UNENDING):
        return "A cell of yours did not come to an end, and was interrupted. Does your loop end?"
    hint = " Your list holds tensors with their gradients: append `loss.item()`." if WITH_GRADIENT in error else ""
    return f"A cell of yours stopped with “{error}”.{hint}" if error else ""


def stopped_with(error: str) -> str:
    """The name of a mistake that is an error: its type alone."""
    return f"stopped with {error_name(error.partition(':')[0])}"


def _why_empty(run: CellRun, what: str, task: Task) -> Wrong:
    for name in task.others:
        if len(numbers_of(run, name)) > task.epochs:
            return Wrong(
                f"{what}, and `{name}` has more than its {task.epochs} losses: your training appends to "
                f"`{name}`. Let it append to `{task.name}`.",
                mistake=f"appended to {name}",
            )
    other = _likely_list(run, task)
    if other:
        return Wrong(
            f"{what}, and there is a list `{other}`. If that is the one, give it the name `{task.name}`.",
            mistake="list has another name",
        )
    if error := last_error(run):
        return Wrong(f"{what}. {stopped(run)}", mistake=stopped_with(error))
    if has_trained(run, task):
        return Wrong(
            f"{what}, although you have trained: let the total loss be appended to it, once in each epoch. A list that "
            f"is made inside of a function is local to it: `return` it, and put what comes back into `{task.name}`.",
            mistake="empty list",
        )
    return Wrong(
        f"{what}. If you wrote a function that trains, call it; and let it append the total loss to "
        f"`{task.name}`, once in each epoch.",
        mistake="empty list",
    )


def has_trained(run: CellRun, task: Task) -> bool:
    """Whether w and b are elsewhere than where the questions before left them, or a loader was gone through."""
    if run.epochs:
        return True
    try:
        w, b = run.number("w"), run.number("b")
    except Wrong:
        return False
    data = task.setting.problem(run.parameters)
    lines = [task.setting.start, *(way["start"] for way in left_by(data, task))]
    return not any(close(w, line[0]) and close(b, line[1]) for line in lines)


def _likely_list(run: CellRun, task: Task) -> str | None:
    """A list of the student's that begins at the loss of the start values, under the likeliest of other names."""
    start = task.setting.problem(run.parameters).start_loss
    others = [numbers_of(run, name) for name in task.others]
    found = []
    for name in run.names:
        numbers = numbers_of(run, name)
        if len(numbers) > 1 and close(numbers[0], start) and numbers not in others:
            found.append(name)

    def likeness(name: str) -> float:
        return SequenceMatcher(None, name.lower(), task.name.lower()).ratio()

    return max(found, key=likeness, default=None)
