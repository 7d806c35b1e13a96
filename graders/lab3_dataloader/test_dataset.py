"""Question 2: a Dataset of the student's own. It is asked for its length, for each item, and for some a second time."""

import numpy as np
import pytest

from graders.descent.second_run import second
from graders.descent.settings import HUNDRED_POINTS
from graders.lab3_dataloader.pairs import AGAIN, length, pairs
from labgrader import Wrong

POINTS = HUNDRED_POINTS.points

# Float32 values are handed on as they are; a second computation of them may round once more.
SAME = 1e-4

# Noise of one's own stays within so many standard deviations of the line.
NOISES = 6.0


@pytest.mark.points(1)
def test_length(run, unseen):
    """`len(dataset)` is the number of data points, 100."""
    _both(has_length, run, unseen)


@pytest.mark.points(1)
def test_items_are_pairs(run, unseen):
    """Each item of `dataset` is a pair: one x and one y, of the same shape."""
    _both(gives_pairs, run, unseen)


@pytest.mark.points(2)
def test_items_are_the_data(run, unseen):
    """The pairs are the data: `dataset[0]` holds the first value of `X` and of `Y`, and so on."""
    _both(gives_data, run, unseen)


@pytest.mark.points(1)
def test_same_item_twice(run, unseen):
    """Whoever asks for the same item twice gets the same pair twice."""
    _both(gives_the_same_again, run, unseen)


def _both(check, run, unseen):
    check(run)
    second(check, unseen)


def has_length(run):
    """Refuse another length."""
    found = length(run)
    if found != POINTS:
        raise Wrong(
            f"`len(dataset)` is {found}, and should be the number of data points, {POINTS}: return `len(self.x)`.",
            mistake="wrong length",
        )


def gives_pairs(run):
    """Refuse items that are no pairs, and pairs of two shapes."""
    pair = pairs(run)[0]
    if pair.x_shape != pair.y_shape:
        raise Wrong(
            f"In `dataset[0]`, x has the shape {pair.x_shape} and y has the shape {pair.y_shape}. In a batch, each x "
            "would then meet each y. Give both the same shape.",
            mistake="shapes of x and y differ",
        )


def gives_data(run):
    """Refuse other values, with the likeliest reason."""
    found, data = pairs(run), HUNDRED_POINTS.problem(run.parameters)
    x, y = np.array([pair.x for pair in found]), np.array([pair.y for pair in found])
    if _same(x, data.x) and _same(y, data.noisy):
        return
    if _same(x, data.noisy) and _same(y, data.x):
        raise Wrong("Your pairs are the other way round: return the x first, then the y.", mistake="x and y swapped")
    if not _same(x, data.x):
        if _same(np.roll(x, 1), data.x) or _same(np.roll(x, -1), data.x):
            raise Wrong(
                "Your items are shifted by one: the first item is `dataset[0]`.", mistake="items shifted by one"
            )
        if np.all(x == x[0]):
            raise Wrong("All your items are the same: does `__getitem__` use its index?", mistake="index not used")
        raise Wrong("The first value of each pair should be that of `X` with the same number.", mistake="other x")
    if _same(y, data.clean):
        raise Wrong(
            "The y of your pairs are those of the true line, `f`. Hand out the data with its noise: `Y`.",
            mistake="noise left out",
        )
    if np.all(abs(y - data.clean) <= NOISES * data.noise + SAME):
        raise Wrong(
            "The y of your pairs are not those of `Y`: your Dataset makes noise of its own. It is in `Y` already.",
            mistake="noise of its own",
        )
    raise Wrong("The second value of each pair should be that of `Y` with the same number.", mistake="other y")


def gives_the_same_again(run):
    """Refuse items that change from one time to the next."""
    first = pairs(run)
    for again, number in zip(pairs(run, "asked_again", len(AGAIN)), AGAIN, strict=True):
        before = first[number]
        if not _same(np.array([again.x, again.y]), np.array([before.x, before.y])):
            raise Wrong(
                "Asked for the same item twice, your Dataset gives two different pairs: it makes new noise in "
                "`__getitem__`. Data that changes while you look at it cannot be learned: keep it in `__init__`.",
                mistake="new noise at each access",
            )


def _same(found, expected) -> bool:
    with np.errstate(all="ignore"):
        return bool(np.all(abs(found - expected) <= SAME))
