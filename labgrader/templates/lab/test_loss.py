"""Question 1: the mean squared error of a line.

The right answer is computed here, from the parameters of each run: a number that was typed in is wrong in the second.
"""

import math

import pytest

from labgrader import Wrong
from labgrader.cellrun import as_numbers

# Sums of five squares, in another order or in float32: far less than what any mistake makes.
RELATIVE = 1e-4
ABSOLUTE = 1e-6  # of a loss that should be 0

XS = (-2.0, -1.0, 0.0, 1.0, 2.0)
PROBES = ((1.0, 0.0), (0.0, 1.0), (-3.0, 0.5))  # the lines that the hidden region of the cell asks for


@pytest.mark.points(1)
def test_loss_at_start(run, unseen):
    """`loss_at_start` is the mean squared error of the line y = 0."""
    for each in (run, unseen):
        compare(each.number("loss_at_start"), mean_squared_error(each, 0.0, 0.0), "`loss_at_start`")


@pytest.mark.points(2)
def test_loss_of_other_lines(run, unseen):
    """`loss(w, b)` is the mean squared error of other lines, too."""
    for each in (run, unseen):
        probed = as_numbers(each.probe["probed"]) if "probed" in each.probe else None
        if probed is None or len(probed) != len(PROBES):
            raise Wrong("Calling `loss(1.0, 0.0)` did not work. Does it take two numbers, and return one?")
        for found, (w, b) in zip(probed, PROBES, strict=True):
            compare(found, mean_squared_error(each, w, b), f"`loss({w}, {b})`")


def mean_squared_error(run, w, b):
    """The right answer."""
    slope, bias = run.parameters["SLOPE"], run.parameters["BIAS"]
    return sum((slope * x + bias - (w * x + b)) ** 2 for x in XS) / len(XS)


def compare(found, expected, what):
    """Refuse another number than the expected one; name the mistake that gives it, if it is known."""
    if math.isclose(found, expected, rel_tol=RELATIVE, abs_tol=ABSOLUTE):
        return
    if math.isclose(found, len(XS) * expected, rel_tol=RELATIVE):
        raise Wrong(f"{what} is the sum of the squared errors. Divide it by the number of points.", mistake="the sum")
    raise Wrong(f"{what} is not the mean squared error: the mean, over all points, of (y − (w · x + b))².")
