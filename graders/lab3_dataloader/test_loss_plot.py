"""Question 4: the three lists in one graph. They are the student's own, so that a mistake in Question 3 costs no
points here again."""

import pytest

from graders.batch_labels import LISTS, lists_named
from graders.curves import best, graphs_of
from graders.reading import last_error, numbers_of, stopped_with
from graders.second_run import second
from labgrader import Wrong

ANSWER = "loss_plot_answer"  # the cell; "" is one of the student's own

# Names and axis labels count for a graph that lacks a list too, but not for one that draws hardly anything.
FEWEST_DRAWN = 2

MOST_POINTS = 200  # so many of a curve are reported


@pytest.mark.points(2.5)
def test_three_curves_in_one_graph(run, unseen):
    """One graph draws all three lists, each as a curve of its own."""
    three_curves_in_one_graph(run)
    second(three_curves_in_one_graph, unseen)


@pytest.mark.points(2)
def test_legend_names_the_curves(run, unseen):
    """A legend tells the curves apart, with the right batch size on each."""
    legend_names_the_curves(run)
    second(legend_names_the_curves, unseen)


@pytest.mark.points(0.5)
def test_axes_are_labelled(run, unseen):
    """Both axes have a label that says what they show."""
    axes_are_labelled(run)
    second(axes_are_labelled, unseen)


def all_graphs(run):
    """Every graph that draws one of the student's lists."""
    run.require()
    own = {name: numbers_of(run, name)[:MOST_POINTS] for name in LISTS}
    return graphs_of(run, {name: numbers for name, numbers in own.items() if numbers}, lists_named)


def best_graph(run):
    """The graph that counts, of all that were drawn."""
    graph = best(all_graphs(run))
    if graph is not None:
        return graph
    if not any(numbers_of(run, name) for name in LISTS):
        raise Wrong(f"There are no losses to draw.{_stopped(run)}", mistake=_error(run))
    if any(run.owner(figure.cell) in ("", ANSWER) for figure in run.figures):
        raise Wrong("None of your graphs draws one of the three lists.", mistake="lists not drawn")
    raise Wrong(f"Nothing was drawn by your cell.{_stopped(run)}", mistake=_error(run) or "nothing drawn")


def three_curves_in_one_graph(run):
    """Refuse a graph that lacks a list."""
    graph = best_graph(run)
    missing = frozenset(LISTS) - graph.drawn
    if not missing:
        return
    lacks = f"Your graph lacks {_list(missing)}"
    if not all(numbers_of(run, name) for name in missing):
        raise Wrong(f"{lacks}: there are no losses in it to draw.{_stopped(run)}", mistake=_error(run))
    if frozenset().union(*(other.drawn for other in all_graphs(run))) == frozenset(LISTS):
        raise Wrong(
            "The three curves are in different graphs: draw them one after the other, before `plt.show()`.",
            mistake="separate graphs",
        )
    if graph.misnamed and sum(map(bool, graph.values)) > len(graph.drawn):
        raise Wrong(f"{lacks}, because another list is drawn in its place.", mistake="one list drawn twice")
    count = "1 curve missing" if len(missing) == 1 else f"{len(missing)} curves missing"
    raise Wrong(f"{lacks}.{_stopped(run)}", mistake=_error(run) or count)


def legend_names_the_curves(run):
    """Refuse a legend that is missing, incomplete or wrong."""
    graph = best_graph(run)
    if len(graph.drawn) < FEWEST_DRAWN:
        raise Wrong(f"Your graph draws {len(graph.drawn)} of the three lists, too few to tell apart.")
    if not any(graph.texts):
        raise Wrong(
            "Your graph has no legend. Give each curve a `label`, and call `plt.legend()`.", mistake="no legend"
        )
    if graph.look_alike:
        raise Wrong(
            "Some curves look the same, so that the legend cannot tell them apart.", mistake="curves look alike"
        )
    if graph.misnamed:
        label, drawn = graph.misnamed[0]
        what = f"is that of {_list(drawn)}" if drawn else "draws something else"
        raise Wrong(f"The curve that your legend names “{label}” {what}.", mistake="wrong names in the legend")
    if graph.named != graph.drawn:
        raise Wrong(
            f"The legend does not say which curve is {_list(graph.drawn - graph.named)}. Put the batch size into the "
            "name of each curve.",
            mistake="curves without a name",
        )


def axes_are_labelled(run):
    """Refuse axes without a label, and labels the other way round."""
    graph = best_graph(run)
    if len(graph.drawn) < FEWEST_DRAWN:
        raise Wrong(f"Your graph draws {len(graph.drawn)} of the three lists, too few for a graph of the losses.")
    if not graph.axis_labels:
        raise Wrong(
            "Write what the axes show with `plt.xlabel` and `plt.ylabel`: the epoch, and the total loss.",
            mistake="no axis labels",
        )


def _stopped(run) -> str:
    stopped = last_error(run)
    return f" A cell of yours stopped with {stopped}." if stopped else ""


def _error(run) -> str | None:
    stopped = last_error(run)
    return stopped_with(stopped) if stopped else None


def _list(names) -> str:
    return ", ".join(f"`{name}`" for name in LISTS if name in names)
