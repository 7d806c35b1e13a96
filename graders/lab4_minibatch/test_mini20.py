"""Question 2: mini-batch gradient descent with batch size 20, recorded in `LOSS_MINI20`.

A list counts only when both runs computed it from their data, so that one which is typed in earns nothing. The losses
decide: the final slope and bias are near the data's for almost every wrong answer too, and even before the question is
touched.
"""

import math
from itertools import pairwise

import pytest

from graders.beside import losses_beside
from graders.descent import BATCH_SIZE, EPOCHS, reference
from graders.explain import FEWEST_LOSSES
from graders.losses import both, check_both
from graders.reading import NAME
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
    check_both(one_loss_for_each_epoch, run, unseen)


@pytest.mark.points(2)
def test_losses_fall(run, unseen):
    """The losses fall, from the loss of the start values to that of a trained line."""
    # How smoothly the losses of a wrong training fall differs from one unseen set to the next, and luck should earn
    # nothing: on the second run it is enough that they are losses of a training, which `both` has seen to.
    released, _ = both(run, unseen)
    losses_fall(released)


@pytest.mark.points(5)
def test_batch_size_20_made_the_losses(run, unseen):
    """Training with batch size 20, as the question asks, is what made the losses."""
    check_both(batch_size_20_made_the_losses, run, unseen)


@pytest.mark.points(2)
def test_training_ends_near_the_data(run, unseen):
    """Training in batches of 20, from the start values, ends near the slope and the intercept of the data."""
    check_both(training_ends_near_the_data, run, unseen)


def one_loss_for_each_epoch(losses):
    """Refuse another number of losses; a diagnosis waits when another check has a better one."""
    count = len(losses.values)
    if count != EPOCHS:
        right = losses.known is not None and not losses.known.mistake
        raise Wrong(
            f"`{NAME}` should hold {EPOCHS} losses, one for each epoch, and holds {count}.",
            mistake=f"{count} losses" if right else None,
        )


def losses_fall(losses):
    """Refuse losses that do not fall, however far."""
    values, floor = losses.values, losses.data.noise_floor
    if len(values) < FEWEST_LOSSES:
        raise Wrong(f"`{NAME}` holds too few losses, {len(values)}, to show that they fall.")
    if not all(map(math.isfinite, values)):
        raise Wrong(
            "Some losses are not finite: the training runs away.",
            mistake=None if losses.known else "training runs away",
        )
    rises = sum(after > RISE * before + WIGGLE * floor for before, after in pairwise(values))
    half = len(values) // 2
    falls = values[-1] < FALL * values[0] and sum(values[-half:]) < sum(values[:half])
    if not falls or rises > RISES * (len(values) - 1):
        raise Wrong("The losses do not fall from epoch to epoch, as they do when training works.")


def batch_size_20_made_the_losses(losses):
    """Refuse losses of anything else, with the likeliest mistake."""
    known = losses.known
    if len(losses.values) < FEWEST_LOSSES:
        raise Wrong(f"`{NAME}` holds too few losses, {len(losses.values)}, to tell the batch size.")
    if known is None:
        raise Wrong(
            "Your losses are not those of batch size 20, step size 0.1 and start values -15 and -10, taken from all "
            "points once in each epoch. Compare your code with that for batch size 10, line by line.",
            plot=_beside(losses),
        )
    if known.mistake:
        raise Wrong(known.sentence, mistake=known.mistake, plot=_beside(losses, known.mistake, known.losses))


def _beside(losses, mistake="", explained=()):
    """Losses of the released run beside the right ones; `second` repeats nothing of what it catches."""
    right = reference(losses.data, BATCH_SIZE)
    return losses_beside(losses.values, f"batch size {BATCH_SIZE}, as asked", right, mistake, explained)


def training_ends_near_the_data(losses):
    """Refuse trainings that end elsewhere, or were not made in batches of 20; the simulated training tells."""
    known, data = losses.known, losses.data
    if known is None or not known.trains:
        raise Wrong(
            "Your losses do not show a training in batches of 20 from the start values, so where it ended cannot count."
        )
    allowed = LANDING + LANDING_NOISE * data.noise
    w, b = known.end(len(losses.values))
    if not (abs(w - data.slope) <= allowed and abs(b - data.bias) <= allowed):
        raise Wrong(f"Training ends too far from the slope and the intercept of the data, at w = {w:.3g}, b = {b:.3g}.")
