"""Is each kind of curve read as its numbers, with the look that its legend has, and is what is none said?"""

from itertools import pairwise

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.collections import LineCollection

from graders.figures.curves import Graph
from graders.figures.graphs import graphs_of
from labgrader.cellrun import CellRun
from labgrader.evidence import CellEvidence

mpl.use("Agg")
X, LOSSES, OTHER = [0, 1, 2, 3], [4.0, 3.0, 2.5, 1.0], [4.0, 2.0, 1.0, 0.5]
TOPS = [[(x, 0), (x, y)] for x, y in zip(X, LOSSES, strict=True)]
POINTS = list(zip(X, LOSSES, strict=True))


def add(segments, **look):
    plt.gca().add_collection(LineCollection(segments, **look))
    plt.gca().autoscale_view()


KINDS = {
    "plot": lambda **look: plt.plot(LOSSES, **look),
    "step": lambda **look: plt.step(X, LOSSES, **look),
    "steps": lambda **look: plt.plot(LOSSES, drawstyle="steps-mid", **look),
    "stairs": lambda **look: plt.stairs(LOSSES, **look),
    "dashed stairs": lambda **look: plt.stairs(LOSSES, ls="--", **look),
    "filled stairs": lambda **look: plt.stairs(LOSSES, fill=True, **look),
    "semilogy": lambda **look: plt.semilogy(LOSSES, **look),
    "loglog": lambda **look: plt.loglog([1, 2, 3, 4], LOSSES, **look),
    "errorbar": lambda **look: plt.errorbar(X, LOSSES, yerr=0.5, **look),
    "errorbar with caps": lambda **look: plt.errorbar(X, LOSSES, yerr=0.5, capsize=3, **look),
    "stem": lambda label, color: plt.stem(LOSSES, label=label, linefmt=color, markerfmt="o"),
    "vlines": lambda **look: plt.vlines(X, 0, LOSSES, **look),
    "fill_between": lambda **look: plt.fill_between(X, LOSSES, **look),
    "fill_between from above": lambda **look: plt.fill_between(X, 5, LOSSES, **look),
    "fill_between in pieces": lambda **look: plt.fill_between(X, LOSSES, where=[True, True, True, True], **look),
    "scatter": lambda **look: plt.scatter(X, LOSSES, **look),
    "plot, named by an empty curve": lambda label, color: (
        plt.plot(LOSSES, color=color, label="_child0"),
        plt.fill_between(X, LOSSES, LOSSES, color=color, alpha=0.2),
        plt.plot([], [], color=color, label=label),
    ),
    "scatter of two colours": lambda label, color: (
        plt.scatter(X * 2, [*LOSSES, 9.0, 9.0, 8.0, 8.0], c=[color] * 4 + ["C9"] * 4),
        plt.scatter([], [], color=color, label=label),
    ),
    "bar": lambda **look: plt.bar(X, LOSSES, **look),
    "bars above one another": lambda **look: plt.bar(X, np.subtract(LOSSES, 0.5), bottom=0.5, **look),
    "LineCollection": lambda **look: add([POINTS], **look),
    "LineCollection of tops": lambda **look: add(TOPS, **look),
    "LineCollection in pieces": lambda **look: add(list(pairwise(POINTS)), **look),
}


SIDEWAYS = {
    "barh": lambda **look: plt.barh(X, LOSSES, **look),
    "barh with a gap below": lambda **look: plt.barh(X, np.subtract(LOSSES, 0.5), left=0.5, **look),
    "hlines": lambda **look: plt.hlines(X, 0, LOSSES, **look),
    "stem": lambda label, color: plt.stem(LOSSES, label=label, linefmt=color, orientation="horizontal"),
    "stairs": lambda **look: plt.stairs(LOSSES, orientation="horizontal", **look),
    "fill_betweenx": lambda **look: plt.fill_betweenx(X, LOSSES, **look),
    "scatter": lambda **look: plt.scatter(LOSSES, X, **look),
    "plot": lambda **look: plt.plot(LOSSES, X, **look),
    "LineCollection": lambda **look: add([[(y, x) for x, y in POINTS]], **look),
}


def seen(axes, name="LOSSES"):
    """The graph of one list."""
    lists = {name: tuple(LOSSES)}
    return Graph(axes, lists, lambda labels: {label: {name} if label == "mine" else frozenset() for label in labels})


@pytest.mark.parametrize("how", KINDS)
def test_a_curve_of_each_kind_is_read_and_named(axes, how):
    KINDS[how](label="mine", color="C1")
    plt.plot(OTHER, ":", color="C2", label="another")
    plt.legend()
    graph = seen(axes())
    assert (graph.drawn, graph.named) == ({"LOSSES"}, {"LOSSES"})
    assert not graph.misnamed
    assert not graph.look_alike


@pytest.mark.parametrize("how", SIDEWAYS)
def test_a_curve_that_lies_on_its_side_is_read_and_its_axes_are_named_the_other_way_round(axes, how):
    SIDEWAYS[how](label="mine", color="C1")
    plt.legend()
    plt.xlabel("loss"), plt.ylabel("epoch")
    found = axes()
    graph = seen(found)
    assert (graph.drawn, graph.named, graph.axis_labels) == ({"LOSSES"}, {"LOSSES"}, True)
    assert not seen(found.model_copy(update={"xlabel": "epoch", "ylabel": "loss"})).axis_labels


def test_losses_that_grow_do_not_lie_on_their_side(axes):
    plt.plot(X, LOSSES[::-1])
    plt.xlabel("epoch"), plt.ylabel("loss")
    assert Graph(axes(), {"LOSSES": tuple(LOSSES[::-1])}).axis_labels


@pytest.mark.parametrize("how", [how for how in KINDS if how not in ("stem", "scatter of two colours")])
def test_a_curve_of_each_kind_that_nobody_can_see_is_hidden(axes, how):
    KINDS[how](label="mine", color="white")
    graph = seen(axes())
    assert (graph.drawn, graph.hidden) == (set(), {"LOSSES"})


@pytest.mark.parametrize("how", KINDS)
def test_the_numbers_of_another_curve_are_no_list(axes, how):
    KINDS[how](label="mine", color="C1")
    graph = Graph(axes(), {"OTHER": tuple(OTHER)})
    assert not graph.drawn


UNREAD = {
    "a picture": lambda: plt.imshow([LOSSES, OTHER]),
    "areas or surfaces": lambda: plt.pcolormesh([LOSSES, OTHER]),
    "shapes": lambda: plt.pie(LOSSES),
}


@pytest.mark.parametrize("what", UNREAD)
def test_what_is_no_curve_is_said(axes, what):
    UNREAD[what]()
    assert (axes().unread, axes().lines) == ([what], [])


@pytest.mark.parametrize("how", [*KINDS, "helping lines"])
def test_of_curves_and_helping_lines_nothing_is_said(axes, how):
    if how == "helping lines":
        plt.axhline(1), plt.axvspan(0, 1), plt.annotate("here", (1, 1), (2, 2), arrowprops={"arrowstyle": "->"})
    else:
        KINDS[how](label="mine", color="C1")
    assert axes().unread == []


STACKED = {
    "areas stacked on one another": lambda: plt.stackplot(X, LOSSES, OTHER, labels=["losses", "other"]),
    "areas stacked on one another, as pandas does": lambda: (
        plt.fill_between(X, LOSSES, label="losses"),
        plt.fill_between(X, LOSSES, np.add(LOSSES, OTHER), label="other"),
        plt.plot(LOSSES, label="losses"),
        plt.plot(np.add(LOSSES, OTHER), label="_child1"),
    ),
    "bars stacked on one another": lambda: (
        plt.bar(X, LOSSES, label="losses"),
        plt.bar(X, OTHER, bottom=LOSSES, label="other"),
    ),
    "bars stacked on one another, on their side": lambda: (
        plt.barh(X, LOSSES, label="losses"),
        plt.barh(X, OTHER, left=LOSSES, label="other"),
    ),
}


@pytest.mark.parametrize("how", STACKED)
def test_what_is_stacked_is_said_and_no_sum_is_taken_for_a_list(graphs, axes, how):
    STACKED[how]()
    plt.legend()
    assert axes().unread == [how.split(",")[0]]
    (graph,) = graphs()
    assert graph.drawn == {"LOSSES"}
    assert all(text == "other" and not drawn for text, drawn in graph.misnamed)


@pytest.mark.parametrize("kind", ["area", "bars"])
def test_areas_and_bars_beside_one_another_are_not_stacked(axes, kind):
    for losses in (LOSSES, OTHER):
        plt.fill_between(X, losses) if kind == "area" else plt.bar(X, losses)
    assert ([line.y for line in axes().lines], axes().unread) == ([LOSSES, OTHER], [])


def test_segments_of_one_collection_are_curves_of_their_own(axes):
    add([POINTS, list(zip(X, OTHER, strict=True))], colors=["red", "blue"])
    assert [(line.y, line.color) for line in axes().lines] == [(LOSSES, "#ff0000ff"), (OTHER, "#0000ffff")]


def test_a_crowd_of_segments_and_bars_is_no_work(axes, work):
    plt.vlines(range(20_000), 0, 1)
    plt.gca().add_container(mpl.container.BarContainer([plt.Rectangle((0, 0), 1, 1)] * 20_000, orientation="vertical"))
    found, calls = work(axes)
    assert [len(line.x) for line in found.lines] == [200, 200]
    assert calls < 50_000


LISTS = {"LOSSES": tuple(LOSSES), "OTHER": tuple(OTHER)}


@pytest.fixture
def graphs(figures):
    """The graphs that a grader finds."""

    def graphs():
        evidence = {"version": 1, "names": {}, "figures": [figure.model_dump() for figure in figures()]}
        run = CellRun(CellEvidence.model_validate({"grade_id": "plot", "parameters": {}, "evidence": evidence}))
        return graphs_of(run, LISTS, lambda labels: {label: frozenset({label.upper()}) for label in labels})

    return graphs


def twin(left, right, **look):
    figure, axes = plt.subplots()
    other = axes.twinx()
    axes.plot(left, label="losses")
    other.plot(right, "r", label="other", **look)
    axes.set(xlabel="epoch", ylabel="loss")
    return figure, axes, other


LEGENDS = {
    "each its own": lambda figure, left, right: (left.legend(), right.legend()),
    "one of the figure": lambda figure, left, right: figure.legend(),
    "one for both": lambda figure, left, right: right.legend([*left.lines, *right.lines], ["losses", "other"]),
}


@pytest.mark.parametrize("how", LEGENDS)
def test_twin_axes_are_one_graph(graphs, how):
    LEGENDS[how](*twin(LOSSES, OTHER))
    (graph,) = graphs()
    assert graph.drawn == graph.named == {"LOSSES", "OTHER"}
    assert graph.rightly_named
    assert graph.axis_labels


def test_twins_of_the_same_list_draw_it_once(graphs):
    LEGENDS["each its own"](*twin(LOSSES, LOSSES))
    (graph,) = graphs()
    assert graph.drawn == {"LOSSES"}
    assert graph.misnamed


def test_curves_of_one_colour_on_twin_axes_look_alike(graphs):
    figure, left, right = twin(LOSSES, OTHER)
    right.lines[0].set_color("C0")
    LEGENDS["each its own"](figure, left, right)
    assert graphs()[0].look_alike


@pytest.mark.parametrize("second", ["subplot", "inset", "one that covers the first"])
def test_axes_of_other_places_are_graphs_of_their_own(graphs, second):
    figure, axes = plt.subplots(1, 2) if second == "subplot" else plt.subplots()
    first = axes[0] if second == "subplot" else axes
    other = {
        "subplot": lambda: axes[1],
        "inset": lambda: figure.add_axes((0.6, 0.6, 0.2, 0.2)),
        "one that covers the first": lambda: figure.add_axes(first.get_position()),
    }[second]()
    first.plot(LOSSES, label="losses")
    other.plot(OTHER, label="other")
    assert [graph.drawn for graph in graphs()] == [{"LOSSES"}, {"OTHER"}]


@pytest.mark.parametrize("kind", ["plot", "stairs", "scatter"])
def test_a_curve_that_cannot_be_read_hides_no_other_and_is_said_to_be_left_out(figures, monkeypatch, kind):
    def raises(self, *args, **kwargs):
        raise RuntimeError

    broken = KINDS[kind](label="losses")
    broken = broken[0] if kind == "plot" else broken
    method = "get_offsets" if kind == "scatter" else "get_data"
    monkeypatch.setattr(broken, method, raises.__get__(broken))
    plt.plot(OTHER)
    (figure,) = figures()
    assert [line.y for line in figure.axes[0].lines] == [OTHER]
    assert figure.left_out == 1
