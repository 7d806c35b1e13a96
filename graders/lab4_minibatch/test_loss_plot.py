"""Question 3: the losses of all five trainings in one graph.

The four given curves are compared with the oracle, the fifth with the student's own list, so that a mistake in
Question 2 does not cost points here again.
"""

import pytest

from graders.figures.labels import METHODS, MINI20
from graders.figures.loss_graph import LossGraph
from graders.lab4_minibatch.tasks import graphs

GRAPH = LossGraph(
    lists=METHODS,
    own=(MINI20,),
    graphs=graphs,
    fewest_named=4,
    fewest_drawn=3,
    how_to_name="Mini-batches need their batch size in the name.",
)


@pytest.mark.points(2.5)
def test_all_five_curves_in_one_graph(run, unseen):
    """One graph draws all five lists, each as a curve of its own."""
    GRAPH.check_both(GRAPH.draws_all, run, unseen)


@pytest.mark.points(2)
def test_legend_names_the_curves(run, unseen):
    """A legend tells the curves apart, with the right name on each."""
    GRAPH.check_both(GRAPH.legend_names_the_curves, run, unseen)


@pytest.mark.points(0.5)
def test_axes_are_labelled(run, unseen):
    """Both axes have a label that says what they show."""
    GRAPH.check_both(GRAPH.axes_are_labelled, run, unseen)
