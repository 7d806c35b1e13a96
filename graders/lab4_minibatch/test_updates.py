"""Question 1: how many updates one epoch makes with batch size 20."""

import pytest

from graders.descent.second_run import second
from graders.descent.settings import SIXTY_POINTS
from labgrader import Wrong

POINTS, EPOCHS, BATCH_SIZE = SIXTY_POINTS.points, SIXTY_POINTS.epochs, 20
UPDATES = POINTS // BATCH_SIZE

# A count may come out of a division in float32; half a billionth of an update is not meant.
ROUNDING = 1e-6

# What other numbers most likely stand for: the number, the mistake, and what to say.
SLIPS = {
    BATCH_SIZE: ("batch size", "20 is the number of data points in one batch. How many batches are there?"),
    POINTS: ("number of points", "60 is the number of data points: one update each makes batch size 1."),
    1: (
        "one update an epoch",
        "One update in each epoch is what batch gradient descent makes, with all points at once.",
    ),
    UPDATES * EPOCHS: ("updates of all epochs", "30 is the number of updates in ten epochs. How many are in one?"),
    EPOCHS: ("number of epochs", "10 is the number of epochs. How many updates are in one of them?"),
    6: ("batch size 10", "6 updates in each epoch is what batch size 10 makes."),
    12: ("batch size 5", "12 updates in each epoch is what batch size 5 makes."),
}


@pytest.mark.points(1)
def test_updates_per_epoch(run, unseen):
    """`updates_per_epoch` is the number of updates that one epoch makes with batch size 20."""
    three_updates(run)
    second(three_updates, unseen)


def three_updates(run):
    """Refuse every other number, with what it most likely stands for."""
    answer = run.number("updates_per_epoch")
    if not abs(answer - UPDATES) <= ROUNDING:
        mistake, hint = SLIPS.get(answer, (None, "Each batch makes one update. How many batches of 20 are 60 points?"))
        raise Wrong(f"`updates_per_epoch` is {answer:g}. {hint}", mistake=mistake)
