"""Known mistakes in the training loop: what a teacher would say, and what an epoch then does."""

from __future__ import annotations

from dataclasses import dataclass

from graders.lab1_from_scratch import line_steps as steps


@dataclass(frozen=True)
class Training:
    """One way to train.

    Attributes:
        mistake: in a few words; "" for what is right.
        sentence: what a teacher would say.
        epoch: what one epoch does.
        step_size, batch_size: with what.
        starts_again: whether each epoch begins at the start.
    """

    mistake: str
    sentence: str
    epoch: steps.Epoch
    step_size: float = steps.STEP_SIZE
    batch_size: int = steps.BATCH_SIZE
    starts_again: bool = False


def _batch_size(size: int) -> Training:
    sentence = f"Your training takes batches of {size} pairs. The question asks for 20."
    return Training(f"batch size {size}", sentence, steps.mini_batches, batch_size=size)


def _step_size(size: float) -> Training:
    sentence = f"Your training takes steps of the size {size:g}. The question asks for 0.001."
    return Training(f"step size {size:g}", sentence, steps.mini_batches, step_size=size)


MISTAKES = (
    Training(
        "all points at once",
        "Your training takes one step in each epoch, with all 100 pairs. Take one step for each mini-batch.",
        steps.all_points,
    ),
    Training(
        "all points for each batch",
        "For each batch your training takes the gradient of all 100 pairs. Use the pairs of `batch`, not of `data`.",
        steps.all_points_each,
    ),
    Training(
        "a step for each pair",
        "Your training takes a step for each single pair. Take the mean of a batch's gradients, and then one step.",
        steps.each_point,
    ),
    Training(
        "step after the inner loop",
        "Your training takes one step in each epoch, with the last batch only. The step must be inside the loop over "
        "the batches: look at how far it is indented.",
        steps.last_batch,
    ),
    Training(
        "first batch only",
        "Your training uses the first batch of each epoch only. Go through all of them with a `for` loop.",
        steps.first_batch,
    ),
    Training(
        "last pair of each batch",
        "Of each batch your training uses the last pair only. Collect the gradients of all its pairs in a list.",
        steps.last_points,
    ),
    Training(
        "first pair of each batch",
        "Of each batch your training uses the first pair only. Collect the gradients of all its pairs in a list.",
        steps.first_points,
    ),
    Training(
        "sum instead of mean",
        "Your steps go along the sum of the gradients of a batch. Take their mean: divide by the size of the batch.",
        steps.sums,
    ),
    Training(
        "uphill",
        "Your training goes uphill. Step against the gradient. (`gradient_step` has the minus already.)",
        steps.mini_batches,
        step_size=-steps.STEP_SIZE,
    ),
    Training(
        "start in each epoch",
        "Your training begins at the start again in each epoch. Set `theta` once, before the loop.",
        steps.mini_batches,
        starts_again=True,
    ),
    Training(
        "gradients of earlier batches kept",
        "Your list of gradients still holds those of earlier batches. Begin with an empty list for each batch.",
        steps.kept_gradients,
    ),
    Training("bias never changed", "Your training changes the slope, but never the bias.", steps.slope_only),
    Training("slope never changed", "Your training changes the bias, but never the slope.", steps.bias_only),
    Training(
        "slope changed too early",
        "You change the slope first, and then find the gradient for the bias with the new slope. Find both, then step.",
        steps.slope_first,
    ),
    Training(
        "mean over all pairs",
        "You divide the sum of a batch's gradients by the number of all pairs, 100. Divide by the size of the batch.",
        steps.mini_batches,
        step_size=steps.STEP_SIZE / 5,
    ),
    Training(
        "half the step",
        "Your steps are half as long as they should be: the step size, or the factor 2 of the gradient.",
        steps.mini_batches,
        step_size=steps.STEP_SIZE / 2,
    ),
    Training(
        "twice the step",
        "Your steps are twice as long as they should be: is there a factor 2 too many?",
        steps.mini_batches,
        step_size=steps.STEP_SIZE * 2,
    ),
    *map(_step_size, (1.0, 0.1, 0.01, 0.005, 0.0001, 0.00001)),
    *map(_batch_size, (2, 4, 5, 10, 15, 19, 21, 25, 30, 40, 50)),
)
