"""Question 3: stochastic gradient descent at a step size at which it runs away, recorded in `LOSS_SGD`.

Huge losses, infinity and nan are right here. After the first epoch rounding decides what they are: see
`graders/descent/divergence.py`.
"""

import pytest

from graders.descent.checks import one_loss_for_each_epoch, trained_as_asked, written_down_rightly
from graders.descent.losses import check_both
from graders.descent.settings import HUNDRED_POINTS
from graders.descent.task import Earlier, Task
from graders.lab2_batch_vs_stochastic.steps import STEP, task_of

TASK = Task(
    HUNDRED_POINTS,
    "LOSS_SGD",
    1,
    STEP,
    others=("LOSS_BGD",),
    earlier=(Earlier(HUNDRED_POINTS.points, STEP),),
    before="bgd",
)


@pytest.mark.points(1)
def test_one_loss_for_each_epoch(run, unseen):
    """`LOSS_SGD` holds one loss for each of the 20 epochs, however large."""
    _check_both(one_loss_for_each_epoch, run, unseen)


@pytest.mark.points(2)
def test_trained_with_one_point_at_a_time(run, unseen):
    """The line is trained with one point at a time, from the start values, with step size 0.1."""
    _check_both(trained_as_asked, run, unseen)


@pytest.mark.points(2)
def test_total_loss_is_written_down(run, unseen):
    """What is written down is the total loss, of all points, once in each epoch."""
    _check_both(written_down_rightly, run, unseen)


def _check_both(check, run, unseen):
    check_both(check, run, unseen, task_of(run, TASK, "bgd"), task_of(unseen, TASK, "bgd"))
