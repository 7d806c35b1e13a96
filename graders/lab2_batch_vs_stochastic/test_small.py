"""Question 5: a step size at which stochastic gradient descent converges, recorded in `LOSS_SMALL`.

Many step sizes are right. The one that counts is the student's own; what counts is that training with it converges,
on the data of the notebook and on data that the student has not seen.
"""

import math

import pytest

from graders.runaway import is_far
from graders.second_run import second
from graders.trained import both, check_both, one_loss_for_each_epoch, trained_as_asked, written_down_rightly
from graders.wide import POINTS, Task
from labgrader import Wrong

# The last loss that the question asks for. On unseen data, which may have more noise, it may be twice as large, so
# that a step size is not wrong by a hair there.
CONVERGED = 1.0
CONVERGED_UNSEEN = 2.0

FIRST_STEP = 0.1


# Question 2, and the one update of Question 4; what Question 3 leaves has no digits that count.
EARLIER = ((POINTS, FIRST_STEP, None), (1, FIRST_STEP, 1))

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
    """The training converges: its last loss is below 1, and on data that you have not seen it is small, too."""
    released, other = both(run, unseen, _task(run), _task(unseen))
    _converges(released, CONVERGED)
    try:
        second(lambda losses: _converges(losses, CONVERGED_UNSEEN), other, mistake=None)
    except Wrong as error:
        if released.task.step <= UPPER:
            raise
        raise Wrong(f"{error} {TOO_LARGE}", mistake="step size too large") from None  # the student's own number says so


def _check_both(check, run, unseen):
    check_both(check, run, unseen, _task(run), _task(unseen))


def _task(run) -> Task:
    """What the student chose to train with: `small_step`, or `lr` where that was forgotten."""
    steps = (_number(run, name) for name in ("small_step", "lr"))
    step = next((step for step in steps if step is not None), FIRST_STEP)
    return Task("LOSS_SMALL", 1, step, others=("LOSS_BGD", "LOSS_SGD"), earlier=EARLIER)


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


def _converges(losses, limit):
    """Refuse losses that do not end below the limit, and those of another training."""
    last, step = losses.values[-1], losses.task.step
    trained = losses.cause is not None and losses.cause.trains
    if not last < limit:
        large = step > UPPER or any(map(is_far, losses.values))
        advice = TOO_LARGE if large else "The step size is too small for 20 epochs. Try a larger one."
        name = f"step size too {'large' if large else 'small'}"
        raise Wrong(
            f"The last loss is {last:.4g}, and should be below {limit:g}. {advice}", mistake=name if trained else None
        )
    trained_as_asked(losses)
