"""Is every figure caught, as it was drawn, however it was made and whatever became of it?"""

import json
import math

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from labgrader import evidence

mpl.use("Agg")


MADE = {
    "plt": lambda: plt.plot([0, 1], [2, 3]),
    "plt.figure": lambda: plt.figure().gca().plot([0, 1], [2, 3]),
    "plt.subplots": lambda: plt.subplots()[1].plot([0, 1], [2, 3]),
    "plt.subplot": lambda: plt.subplot(1, 1, 1).plot([0, 1], [2, 3]),
    "mosaic": lambda: plt.subplot_mosaic("A")[1]["A"].plot([0, 1], [2, 3]),
    "Figure": lambda: Figure().subplots().plot([0, 1], [2, 3]),
    "subfigures": lambda: plt.figure().subfigures().subplots().plot([0, 1], [2, 3]),
    "its own class": lambda: type("Mine", (Figure,), {})().add_subplot().plot([0, 1], [2, 3]),
    "3d": lambda: plt.figure().add_subplot(projection="3d").plot([0, 1], [2, 3], [4, 5]),
}


@pytest.mark.parametrize("how", MADE)
def test_is_a_figure_caught_however_it_is_made(axes, how):
    MADE[how]()
    (line,) = axes().lines
    assert (line.x, line.y) == ([0, 1], [2, 3])


ENDINGS = {
    "left open": lambda ax: None,
    "closed": lambda ax: plt.close(),
    "plt.clf": lambda ax: plt.clf(),
    "plt.cla": lambda ax: plt.cla(),
    "axes cleared": lambda ax: ax.clear(),
    "figure cleared": lambda ax: ax.figure.clear(),
}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("cells", ["in the same cell", "in a later cell"])
def test_is_what_was_drawn_kept_whatever_becomes_of_it(watch, axes, ending, cells):
    _, ax = plt.subplots()
    ax.plot([0, 1], [2, 3], label="kept")
    ax.legend()
    if cells == "in a later cell":
        watch.update()
    ENDINGS[ending](ax)
    assert [line.label for line in axes().lines] == ["kept"]
    assert [row.text for row in axes().legend] == ["kept"]


def test_is_a_cleared_figure_of_two_axes_kept_whole(figures):
    figure, axes = plt.subplots(1, 2)
    for number, ax in enumerate(axes):
        ax.plot([number])
    figure.clear()
    assert [axes.lines[0].y for axes in figures()[0].axes] == [[0], [1]]


def test_is_a_figure_that_is_drawn_anew_reported_as_it_is_last(watch, axes):
    for number in range(3):
        plt.clf()
        plt.plot([number], [number], "o")
        watch.update()
    assert [line.y for line in axes().lines] == [[2]]


def test_do_figures_know_the_cell_that_made_them(watch, figures):
    plt.plot([1])
    watch.cell = 5
    plt.figure()
    assert [(figure.cell, figure.number, len(figure.axes)) for figure in figures()] == [(1, 1, 1), (5, 2, 0)]


def test_has_a_curve_its_numbers_name_and_look(axes):
    plt.plot([1, 2], [3.5, None], "r--o", label="loss")
    plt.plot(mpl.dates.num2date([10, 11]), [math.inf, -math.inf])
    first, second = axes().lines
    assert (first.x, first.y[0], first.label) == ([1, 2], 3.5, "loss")
    assert math.isnan(first.y[1])
    assert (first.style, first.color, first.marker) == ("--", "#ff0000ff", "o")
    assert second.y == [math.inf, -math.inf]


@pytest.mark.parametrize("options", [{}, {"c": "green"}, {"facecolors": "none", "edgecolors": "green"}])
def test_is_a_scatter_a_curve_of_points(axes, options):
    plt.scatter([1, 2], [3, 4], label="data", **options)
    plt.legend()
    (points,) = axes().lines
    assert (points.x, points.y, points.label, points.style) == ([1, 2], [3, 4], "data", "points")
    (row,) = axes().legend
    assert (row.text, row.style, row.color) == ("data", "points", points.color)
    assert points.color == ("#008000ff" if options else "#1f77b4ff")


LEGENDS = {
    "by labels": lambda a, b: (a.set_label("one"), b.set_label("two"), plt.legend()),
    "by plt.legend([…])": lambda a, b: plt.legend(["one", "two"]),
    "by handles": lambda a, b: plt.legend([a, b], ["one", "two"]),
    "of the figure": lambda a, b: a.figure.legend([a, b], ["one", "two"]),
    "two of them": lambda a, b: (plt.gca().add_artist(plt.legend([a], ["one"])), plt.legend([b], ["two"])),
}


@pytest.mark.parametrize("how", LEGENDS)
def test_is_a_legend_reported_with_the_looks_of_its_curves(axes, how):
    (a,), (b,) = plt.plot([1], [1], "-"), plt.plot([2], [2], ":")
    LEGENDS[how](a, b)
    found, (first, second) = axes(), axes().lines
    looks = {row.text: (row.style, row.color, row.marker) for row in found.legend}
    assert looks == {
        "one": (first.style, first.color, first.marker),
        "two": (second.style, second.color, second.marker),
    }


def test_is_no_legend_told_from_an_empty_one(figures):
    plt.plot([1])
    plt.figure()
    plt.legend([], [])
    assert [figure.axes[0].legend for figure in figures()] == [None, []]


def test_are_titles_labels_scales_and_texts_reported(figures):
    figure, ax = plt.subplots()
    figure.suptitle("all")
    ax.set(title="Losses", xlabel="epoch", ylabel="loss", yscale="log")
    ax.text(0, 1, "here")
    (found,) = figures()
    axes = found.axes[0]
    assert (found.title, axes.title, axes.xlabel, axes.ylabel) == ("all", "Losses", "epoch", "loss")
    assert (axes.xscale, axes.yscale, axes.texts) == ("linear", "log", ["here"])


def test_are_labels_of_the_figure_those_of_axes_without_any(figures):
    figure, (_, second) = plt.subplots(2)
    figure.supxlabel("epoch")
    figure.supylabel("loss")
    second.set_ylabel("log loss")
    (found,) = figures()
    assert [(axes.xlabel, axes.ylabel) for axes in found.axes] == [("epoch", "loss"), ("epoch", "log loss")]


def test_does_a_legend_of_other_things_not_hide_the_figure(axes):
    plt.plot([1], [1], label="curve")
    plt.vlines([1], 0, 1, label="lines")
    plt.fill_between([1, 2], [1, 2], label="area")
    plt.errorbar([1], [1], yerr=[1], label="bars")
    plt.bar([1], [1], label="columns")
    plt.legend()
    assert "curve" in [line.label for line in axes().lines]
    assert sorted(row.text for row in axes().legend) == ["area", "bars", "columns", "curve", "lines"]


def test_does_a_hostile_artist_hide_no_other(axes):
    def lie(*args, **kwargs):
        raise AttributeError

    for kind in (Line2D, PathCollection):
        hostile = type("Hostile", (kind,), {"get_data": lie, "get_offsets": lie, "get_label": lie})([], [])
        plt.gca()._children.append(hostile)
    plt.plot([1], [2], label="honest")
    assert [line.label for line in axes().lines] == ["honest"]


@pytest.mark.parametrize("error", [SystemExit, KeyboardInterrupt])
def test_does_a_figure_that_cannot_be_described_hide_no_other(watch, figures, error):
    figure = plt.figure()
    plt.plot([1])
    watch.update()

    def lie():
        raise error

    figure.get_axes = lie
    plt.figure()
    plt.plot([2])
    assert [found.axes[0].lines[0].y for found in figures()] == [[1], [2]]


def test_is_an_interrupted_cell_not_kept_alive_by_clearing(watch):
    """A loop that clears a figure must end when it is interrupted."""
    _, ax = plt.subplots()
    ax.plot([1])

    def interrupted():
        raise KeyboardInterrupt

    ax.get_title = interrupted
    with pytest.raises(KeyboardInterrupt):
        ax.clear()


def test_are_many_crowded_figures_bounded_and_the_newest_kept(watch, figures, work):
    crowd = np.full((300, 30), -math.pi * 1e-300)
    for number in range(45):
        _, (left, right) = plt.subplots(1, 2)
        left.set_title(str(number))
        left.plot(crowd, label="é\0" * 5_000)
        right.plot(crowd)
        right.text(0, 0, "x" * 100_000)
    report, calls = work(watch.report)
    assert calls < 3_000_000
    text = json.dumps({"version": 1, "names": {}, "figures": report}, ensure_ascii=False)
    assert evidence.MAX_BYTES / 10 < len(text) < evidence.MAX_BYTES / 2
    found = figures()
    assert [figure.axes[0].title for figure in found] == [str(number) for number in range(45)][-len(found) :]
    assert len(found) >= 3


def test_is_the_beginning_of_a_figure_that_is_too_much_kept(figures):
    for ax in plt.figure().subplots(3, 4).flat:
        ax.plot(np.full((200, 60), -math.pi * 1e-300))
    (found,) = figures()
    assert len(found.axes) == 12
    assert len(found.axes[0].lines[0].y) == 200
    assert sum(len(axes.lines) for axes in found.axes) < 60
