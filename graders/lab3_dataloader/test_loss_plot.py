"""Question 4: the three lists in one graph. They are the student's own, so that a mistake in Question 3 costs no
points here again."""

from functools import lru_cache

import pytest

from graders.descent.reading import numbers_of
from graders.figures.graphs import graphs_of
from graders.figures.loss_graph import LossGraph
from graders.lab3_dataloader.labels import LISTS, lists_named

MOST_POINTS = 200  # so many of a curve are reported


@lru_cache(maxsize=2)  # each test of a question asks for both runs
def graphs(run):
    """Every graph that draws one of the student's lists."""
    run.require()
    own = {name: numbers_of(run, name)[:MOST_POINTS] for name in LISTS}
    return graphs_of(run, {name: numbers for name, numbers in own.items() if numbers}, lists_named)


GRAPH = LossGraph(
    lists=LISTS,
    own=LISTS,
    graphs=graphs,
    fewest_named=2,
    fewest_drawn=2,
    how_to_name="Put the batch size into the name of each curve.",
)


@pytest.mark.points(2.5)
def test_three_curves_in_one_graph(run, unseen):
    """One graph draws all three lists, each as a curve of its own."""
    GRAPH.check_both(GRAPH.draws_all, run, unseen)


@pytest.mark.points(2)
def test_legend_names_the_curves(run, unseen):
    """A legend tells the curves apart, with the right batch size on each."""
    GRAPH.check_both(GRAPH.legend_names_the_curves, run, unseen)


@pytest.mark.points(0.5)
def test_axes_are_labelled(run, unseen):
    """Both axes have a label that says what they show."""
    GRAPH.check_both(GRAPH.axes_are_labelled, run, unseen)
