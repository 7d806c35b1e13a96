"""Question 2: batch gradient descent, recorded in `LOSS_BGD`."""

import pytest

from graders.descent.checks import one_loss_for_each_epoch, trained_as_asked, written_down_rightly
from graders.descent.losses import check_both
from graders.descent.settings import HUNDRED_POINTS
from graders.descent.task import Earlier, Task

TASK = Task(HUNDRED_POINTS, "LOSS_BGD", HUNDRED_POINTS.points, 0.1, earlier=(Earlier(HUNDRED_POINTS.points, 0.1, 1),))


@pytest.mark.points(1)
def test_one_loss_for_each_epoch(run, unseen):
    """`LOSS_BGD` holds one loss for each of the 20 epochs."""
    check_both(one_loss_for_each_epoch, run, unseen, TASK)


@pytest.mark.points(2)
def test_trained_with_all_points_at_once(run, unseen):
    """The line is trained with all points at once, from the start values, with step size 0.1."""
    check_both(trained_as_asked, run, unseen, TASK)


@pytest.mark.points(2)
def test_total_loss_is_written_down(run, unseen):
    """What is written down is the total loss, once in each epoch."""
    check_both(written_down_rightly, run, unseen, TASK)
