"""What the labs ask of a list of losses: how many there are, which training made them, and what was written down."""

from __future__ import annotations

from graders.descent import candidates
from graders.descent.candidates import Known
from graders.descent.diagnose import DATA_ANEW, FEWEST_LOSSES
from graders.descent.divergence import is_far
from graders.descent.losses import Losses
from graders.figures.beside import losses_beside
from labgrader import Plot, Wrong


def one_loss_for_each_epoch(losses: Losses) -> None:
    """Refuse another number of losses; a diagnosis waits when another check has a better one."""
    count, name, epochs = len(losses.values), losses.task.name, losses.task.epochs
    if losses.empty and losses.begins_again:
        raise Wrong(
            f"`{name}` holds {count} losses, which begin again after the first {epochs}, and `{losses.empty}` holds "
            f"none: the training for `{losses.empty}` appends to `{name}`.",
            mistake=f"appended to {name}",
        )
    if count != epochs:
        raise Wrong(
            f"`{name}` should hold {epochs} losses, one for each epoch, and holds {count}.",
            mistake=f"{count} losses" if losses.right else None,
        )


def trained_as_asked(losses: Losses) -> None:
    """Refuse losses that another training made, with the likeliest mistake; how they are written down may be wrong."""
    cause = known(losses)
    if not cause.trains:
        raise Wrong(cause.sentence, mistake=cause.mistake, plot=beside(losses, cause))


def written_down_rightly(losses: Losses) -> None:
    """Refuse everything but the loss of all points, before or after each epoch of the right training."""
    cause = known(losses)
    if cause.mistake and cause.mistake != DATA_ANEW[0]:
        raise Wrong(cause.sentence, mistake=cause.mistake, plot=beside(losses, cause))


def known(losses: Losses) -> Known:
    """What made the losses.

    Raises:
        Wrong: nobody knows, or there are too few to tell.
    """
    if len(losses.values) < FEWEST_LOSSES:
        count = len(losses.values)
        raise Wrong(f"`{losses.task.name}` holds too few losses, {count}, to tell how you trained.")
    if losses.cause is None:
        raise Wrong(_unknown(losses), plot=beside(losses))
    return losses.cause


def beside(losses: Losses, cause: Known | None = None) -> Plot:
    """Losses of the released run beside the right ones; `second` repeats nothing of what it catches."""
    right = candidates.right_in_order(losses.data, losses.task).known(0).losses
    named = (cause.mistake, cause.losses) if cause else ()
    return losses_beside(losses.values, f"{losses.task.asked}, as asked", right, *named)


def _unknown(losses: Losses) -> str:
    task = losses.task
    if losses.asked.drawn:
        return (
            "Your `Y` is another one than the lab's, and your losses are not those of a training on it: leave the "
            "given `Y` as it is."
        )
    if any(map(is_far, losses.values)) and task.batch_size != 1:
        return f"Your losses run away, as they do not with {task.asked} and the step size {task.step:g}."
    return task.text(
        "Your losses are not those of {asked}, with the step size {step} and the start values {w} and {b}, taken from "
        "all points once in each epoch. Go through your code line by line, and say aloud what each line does."
    )
