"""Question 1: how many updates stochastic gradient descent makes in one epoch."""

import pytest

from graders.descent.second_run import second
from graders.descent.settings import HUNDRED_POINTS
from labgrader import Wrong

POINTS, EPOCHS = HUNDRED_POINTS.points, HUNDRED_POINTS.epochs

# A count may come out of a division in float32; half a billionth of an update is not meant.
ROUNDING = 1e-6

# What other numbers most likely stand for: the number, the mistake, and what to say.
SLIPS = {
    1: ("batch gradient descent", "One update in each epoch is what batch gradient descent makes, with all points."),
    POINTS * EPOCHS: ("updates of all epochs", "2000 is the number of updates in 20 epochs. How many are in one?"),
    EPOCHS: ("number of epochs", "20 is the number of epochs. How many updates are in one of them?"),
    POINTS - 1: ("one point too few", "Each point counts, the first and the last one, too: from -5.0 to 4.9."),
    POINTS + 1: ("one point too many", "The last point is 4.9: `arange` leaves its end out. `len(X)` counts them."),
    10: ("width of the data", "The numbers in `X` run from -5 to 4.9, but in steps of 0.1: `len(X)` counts them."),
}


@pytest.mark.points(1)
def test_updates_per_epoch(run, unseen):
    """`updates_per_epoch` is the number of updates that stochastic gradient descent makes in one epoch."""
    one_for_each_point(run)
    second(one_for_each_point, unseen)


def one_for_each_point(run):
    """Refuse every other number, with what it most likely stands for."""
    answer = run.number("updates_per_epoch")
    if not abs(answer - POINTS) <= ROUNDING:
        mistake, hint = SLIPS.get(answer, (None, "Each data point makes one update. How many points does `X` hold?"))
        raise Wrong(f"`updates_per_epoch` is {answer:g}. {hint}", mistake=mistake)
