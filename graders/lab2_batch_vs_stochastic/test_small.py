"""Question 5: a step size at which stochastic gradient descent converges, recorded in `LOSS_SMALL`.

Many step sizes are right. The one that counts is the student's own; what counts is that training with it converges on
the data of the notebook, and that the losses are computed: on data that the student has not seen, too.
"""

import math

import pytest

from graders.descent.checks import one_loss_for_each_epoch, trained_as_asked, written_down_rightly
from graders.descent.diagnose import DATA_ANEW
from graders.descent.divergence import is_far
from graders.descent.losses import check_both
from graders.descent.second_run import second
from graders.descent.settings import HUNDRED_POINTS
from graders.descent.task import Earlier, Task
from labgrader import Wrong

CONVERGED = 1.0  # the last loss that the question asks for

FIRST_STEP = 0.1


# Question 2, and the one update of Question 4; what Question 3 leaves has no digits that count.
EARLIER = (Earlier(HUNDRED_POINTS.points, FIRST_STEP), Earlier(1, FIRST_STEP, updates=1))

UPPER = 1 / (5**2 + 1)  # above it, an update at the farthest point enlarges the error there

TOO_LARGE = "The step size is too large: the line jumps over its goal. Try a smaller one."


@pytest.mark.points(1)
def test_one_loss_for_each_epoch(run, unseen):
    """`LOSS_SMALL` holds one loss for each of the 20 epochs."""
    _check_both(one_loss_for_each_epoch, run, unseen)


@pytest.mark.points(2)
def test_small_step_made_the_losses(run, unseen):
    """The losses are those of stochastic gradient descent with `small_step`, from the start values."""
    _require_step(run)
    second(_require_step, unseen)
    _check_both(_small_step_made_the_losses, run, unseen)


@pytest.mark.points(2)
def test_training_converges(run, unseen):
    """The training converges: its last loss is below 1."""
    _check_both(_converges, run, unseen)


def _check_both(check, run, unseen):
    check_both(check, run, unseen, _task(run), _task(unseen))


def _task(run) -> Task:
    """What the student chose to train with: `small_step`, or `lr` where that was forgotten."""
    steps = (_number(run, name) for name in ("small_step", "lr"))
    step = next((step for step in steps if step is not None), FIRST_STEP)
    return Task(
        HUNDRED_POINTS, "LOSS_SMALL", 1, step, others=("LOSS_BGD", "LOSS_SGD"), earlier=EARLIER, before="growth"
    )


def _number(run, name) -> float | None:
    try:
        step = run.number(name)
    except Wrong:
        return None
    return step if 0 < step < math.inf else None


def _require_step(run):
    if _number(run, "small_step") is None:
        raise Wrong(
            "`small_step` is not a step size: put the number there that you train with, larger than 0.",
            mistake="no step size",
        )


def _small_step_made_the_losses(losses):
    trained_as_asked(losses)
    written_down_rightly(losses)


def _converges(losses):
    """Refuse losses that do not end below the limit, and those of another training."""
    last, step = losses.values[-1], losses.task.step
    if not last < CONVERGED:
        large = step > UPPER or any(map(is_far, losses.values))
        advice = TOO_LARGE if large else "The step size is too small for 20 epochs. Try a larger one."
        trained = losses.cause is not None and losses.cause.trains
        raise Wrong(
            f"The last loss is {last:.4g}, and should be below {CONVERGED:g}. {advice}",
            mistake=f"step size too {'large' if large else 'small'}" if trained else None,
        )
    if losses.cause is None or losses.cause.mistake != DATA_ANEW[0]:
        trained_as_asked(losses)
