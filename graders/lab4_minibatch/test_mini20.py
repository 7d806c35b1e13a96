"""Question 2: mini-batch gradient descent with batch size 20, recorded in `LOSS_MINI20`.

A list counts only when both runs computed it from their data, so that one which is typed in earns nothing. The losses
decide: the final slope and bias are near the data's for almost every wrong answer too, and even before the question is
touched.
"""

import math
from itertools import pairwise

import pytest

from graders.descent.checks import beside, known, one_loss_for_each_epoch
from graders.descent.diagnose import DATA_ANEW, FEWEST_LOSSES
from graders.descent.losses import check_both
from graders.lab4_minibatch.tasks import MINI20_TASK as TASK
from labgrader import Wrong

# The right list is not strictly decreasing: near the noise floor it dips under it and comes back up, and batches in
# shuffled order may jump. A value counts as a rise when it is so much higher than the one before …
RISE = 1.05
WIGGLE = 0.5  # … and, in noise floors, this much on top
RISES = 0.2  # of all steps; a diverging training rises in every one, an oscillating one in every second
FALL = 0.9  # of the first loss, the last may be; the smallest step size that people try falls by more

# How far from the data's slope and bias the line may end: ten epochs of the right training end within 0.001 when the
# target has no noise, and within half of the noise when it has.
LANDING = 0.02
LANDING_NOISE = 0.5


@pytest.mark.points(1)
def test_one_loss_for_each_epoch(run, unseen):
    """`LOSS_MINI20` holds one loss for each of the 10 epochs."""
    check_both(one_loss_for_each_epoch, run, unseen, TASK)


@pytest.mark.points(2)
def test_losses_fall(run, unseen):
    """The losses fall, from the loss of the start values to that of a trained line."""
    check_both(losses_fall, run, unseen, TASK)


@pytest.mark.points(5)
def test_batch_size_20_made_the_losses(run, unseen):
    """Training with batch size 20, as the question asks, is what made the losses."""
    check_both(batch_size_20_made_the_losses, run, unseen, TASK)


@pytest.mark.points(2)
def test_training_ends_near_the_data(run, unseen):
    """Training in batches of 20, from the start values, ends near the slope and the intercept of the data."""
    check_both(training_ends_near_the_data, run, unseen, TASK)


def losses_fall(losses):
    """Refuse losses that do not fall, however far."""
    values, floor = losses.values, losses.data.noise_floor
    if len(values) < FEWEST_LOSSES:
        raise Wrong(f"`{TASK.name}` holds too few losses, {len(values)}, to show that they fall.")
    if not all(map(math.isfinite, values)):
        raise Wrong(
            "Some losses are not finite: the training runs away.",
            mistake=None if losses.cause else "training runs away",
        )
    rises = sum(after > RISE * before + WIGGLE * floor for before, after in pairwise(values))
    half = len(values) // 2
    falls = values[-1] < FALL * values[0] and sum(values[-half:]) < sum(values[:half])
    if not falls or rises > RISES * (len(values) - 1):
        raise Wrong("The losses do not fall from epoch to epoch, as they do when training works.")


def batch_size_20_made_the_losses(losses):
    """Refuse losses of anything else, with the likeliest mistake."""
    cause = known(losses)
    if cause.mistake and cause.mistake != DATA_ANEW[0]:
        raise Wrong(cause.sentence, mistake=cause.mistake, plot=beside(losses, cause))


def training_ends_near_the_data(losses):
    """Refuse trainings that end elsewhere, or were not made in batches of 20; the simulated training tells."""
    cause, data = losses.cause, losses.data
    if cause is not None and cause.mistake == DATA_ANEW[0]:
        raise Wrong(cause.sentence, mistake=cause.mistake)
    if cause is None or not cause.ends:
        raise Wrong(
            "Your losses do not show a training in batches of 20 from the start values, so where it ended cannot count."
        )
    allowed = LANDING + LANDING_NOISE * data.noise
    w, b = cause.ends[: min(len(losses.values), TASK.epochs)][-1]
    if not (abs(w - data.slope) <= allowed and abs(b - data.bias) <= allowed):
        raise Wrong(
            f"Training ends too far from the slope and the intercept of the data, at w = {w:.3g}, b = {b:.3g}.",
            mistake=cause.mistake or None,
        )
