"""The plot of the scaled numbers."""

import pytest


@pytest.mark.points(2)
def test_plot_shows_the_scaled_numbers(run):
    """Your plot shows `scaled`."""
    curves = [line.y for figure in run.figures for axes in figure.axes for line in axes.lines]
    assert run.numbers("scaled") in curves, "No curve of yours shows scaled."
