"""Question 3: three trainings, with batch sizes 1, 10 and 20.

A Dataset that hands out something else than the data has cost points in Question 2, and costs none here. What is
compared is the total loss, against `Y`.
"""

import numpy as np
import pytest

from graders.descent.checks import one_loss_for_each_epoch, trained_as_asked, written_down_rightly
from graders.descent.losses import Dataset, check_both
from graders.descent.settings import HUNDRED_POINTS
from graders.descent.task import Earlier, Task
from graders.descent.tolerance import closes
from graders.lab3_dataloader.pairs import pairs
from labgrader import Wrong

STEP = 0.02
SIZES = (1, 10, 20)
SAME = 1e-4  # of float32 values that are handed on


def _task(size: int) -> Task:
    others = tuple(f"LOSS_{other}" for other in SIZES if other != size)
    earlier = tuple(Earlier(other, STEP) for other in SIZES)
    return Task(HUNDRED_POINTS, f"LOSS_{size}", size, STEP, ("noisy", "clean"), others, earlier, before="dataset")


TASKS = {size: _task(size) for size in SIZES}


@pytest.mark.points(1)
def test_loss_1_has_one_loss_for_each_epoch(run, unseen):
    """`LOSS_1` holds one loss for each of the 20 epochs."""
    _check_both(one_loss_for_each_epoch, run, unseen, TASKS[1])


@pytest.mark.points(1)
def test_trained_with_batch_size_1(run, unseen):
    """The losses in `LOSS_1` are those of a training with batch size 1, from the start values."""
    _check_both(trained_as_asked, run, unseen, TASKS[1])


@pytest.mark.points(1)
def test_loss_1_holds_total_losses(run, unseen):
    """What stands in `LOSS_1` is the total loss, once in each epoch."""
    _check_both(written_down_rightly, run, unseen, TASKS[1])


@pytest.mark.points(1)
def test_loss_10_has_one_loss_for_each_epoch(run, unseen):
    """`LOSS_10` holds one loss for each of the 20 epochs."""
    _check_both(one_loss_for_each_epoch, run, unseen, TASKS[10])


@pytest.mark.points(1)
def test_trained_with_batch_size_10(run, unseen):
    """The losses in `LOSS_10` are those of a training with batch size 10, from the start values."""
    _check_both(trained_as_asked, run, unseen, TASKS[10])


@pytest.mark.points(1)
def test_loss_10_holds_total_losses(run, unseen):
    """What stands in `LOSS_10` is the total loss, once in each epoch."""
    _check_both(written_down_rightly, run, unseen, TASKS[10])


@pytest.mark.points(1)
def test_loss_20_has_one_loss_for_each_epoch(run, unseen):
    """`LOSS_20` holds one loss for each of the 20 epochs."""
    _check_both(one_loss_for_each_epoch, run, unseen, TASKS[20])


@pytest.mark.points(1)
def test_trained_with_batch_size_20(run, unseen):
    """The losses in `LOSS_20` are those of a training with batch size 20, from the start values."""
    _check_both(trained_as_asked, run, unseen, TASKS[20])


@pytest.mark.points(1)
def test_loss_20_holds_total_losses(run, unseen):
    """What stands in `LOSS_20` is the total loss, once in each epoch."""
    _check_both(written_down_rightly, run, unseen, TASKS[20])


def _check_both(check, run, unseen, task):
    check_both(check, run, unseen, task, dataset=_dataset)


def _dataset(run):
    """What the Dataset handed out when it was asked in Question 2: the data or the line, or something of its own."""
    try:
        found = pairs(run.at("dataset") or run)
    except Wrong:
        return Dataset()
    data = HUNDRED_POINTS.problem(run.parameters)
    x, y = tuple(pair.x for pair in found), tuple(pair.y for pair in found)
    lab_x = bool(closes(np.array(x), data.x, SAME).all())
    if lab_x and any(closes(np.array(y), target, SAME).all() for target in (data.noisy, data.clean)):
        return Dataset(own_noise=False)
    alike = all(pair.x_shape == pair.y_shape for pair in found)
    return Dataset(handed=(x, y) if alike and np.isfinite([*x, *y]).all() else None)
