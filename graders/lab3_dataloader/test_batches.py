"""Question 1: how many batches one epoch has with batch size 20."""

import pytest

from graders.descent.second_run import second
from graders.descent.settings import HUNDRED_POINTS
from labgrader import Wrong

POINTS = HUNDRED_POINTS.points
BATCH_SIZE = 20
BATCHES = POINTS // BATCH_SIZE

# A count may come out of a division in float32; half a billionth of a batch is not meant.
ROUNDING = 1e-6

# What other numbers most likely stand for: the number, the mistake, and what to say.
SLIPS = {
    BATCH_SIZE: ("batch size", "20 is the number of data points in one batch. How many batches are there?"),
    POINTS: ("number of points", "100 is the number of data points: one batch for each has batch size 1."),
    10: ("batch size 10", "10 batches in each epoch is what batch size 10 makes."),
    POINTS * BATCH_SIZE: ("multiplied", "Divide: how many times does a batch of 20 fit into 100 points?"),
    3: ("the example", "3 is the number of batches in the example of Section 4."),
}


@pytest.mark.points(1)
def test_batches_per_epoch(run, unseen):
    """`batches_per_epoch` is the number of batches that one epoch has with batch size 20."""
    five_batches(run)
    second(five_batches, unseen)


def five_batches(run):
    """Refuse every other number, with what it most likely stands for."""
    answer = run.number("batches_per_epoch")
    if not abs(answer - BATCHES) <= ROUNDING:
        mistake, hint = SLIPS.get(answer, (None, "How many batches of 20 are 100 points?"))
        raise Wrong(f"`batches_per_epoch` is {answer:g}. {hint}", mistake=mistake)
