"""Question 1: the prediction of the line [2, 1] for x = 3."""

import pytest

from graders.lab1_from_scratch.probes import both
from labgrader import Wrong

PREDICTION = 7
ROUNDING = 1e-6

# What other numbers most likely stand for: the number, the mistake, and what to say.
SLIPS = {
    6: ("bias left out", "That is slope · x. The bias must be added."),
    5: ("slope and bias swapped", "The slope comes first in `theta`: here it is 2, and the bias is 1."),
    9: ("bias multiplied too", "Only the slope is multiplied by x. The bias is added afterwards."),
    8: ("bias multiplied too", "Only the slope is multiplied by x. The bias is added afterwards."),
    3: ("x itself", "That is x itself. What does the line say at this x?"),
    -7: ("sign", "There is no minus in slope · x + bias."),
}


@pytest.mark.points(1)
def test_prediction(run, unseen):
    """`prediction` is what the line `[2, 1]` says for `x = 3`."""
    both(seven, run, unseen)


def seven(run):
    """Refuse every other number, with what it most likely stands for."""
    answer = run.number("prediction")
    if not abs(answer - PREDICTION) <= ROUNDING:
        mistake, hint = SLIPS.get(answer, (None, "The prediction is slope · x + bias, and the slope comes first."))
        raise Wrong(f"`prediction` is {answer:g}. {hint}", mistake=mistake)
