"""Which cell does a figure count for, what is kept of many, and is it said what is left out?"""

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.animation import FuncAnimation, PillowWriter

from labgrader.cellrun import CellRun
from labgrader.evidence import CellEvidence

mpl.use("Agg")
LOSSES = [3.0, 2.0, 1.0]


@pytest.fixture
def run(watch, read):
    """What a grader sees; the given cells are those below 10."""

    def run() -> CellRun:
        evidence = read(figures=watch.report(), figures_left_out=watch.left_out())
        return CellRun(CellEvidence(grade_id="plot", parameters={}, evidence=evidence, given=list(range(10))))

    return run


def later(watch, cell):
    """The cell ends, and another begins."""
    watch.update()
    watch.cell = cell


def curves(run):
    """For each figure its cell, and the labels of its curves."""
    return [(f.cell, [line.label for axes in f.axes for line in axes.lines]) for f in run.figures]


def test_a_figure_counts_for_each_cell_that_drew_into_it(watch, run):
    watch.cell = 11
    plt.plot(LOSSES, label="one")
    later(watch, 12)
    plt.plot(LOSSES, label="two")
    later(watch, 13)
    assert curves(run()) == [(11, ["one"]), (12, ["one", "two"])]


def test_a_figure_of_a_given_cell_counts_for_the_curves_of_the_student(watch, run):
    plt.plot(LOSSES, "--", label="given")
    plt.legend()
    later(watch, 2)
    assert curves(run()) == []
    later(watch, 11)
    plt.plot(LOSSES, label="own")
    plt.legend()
    later(watch, 12)
    assert curves(run()) == [(11, ["own"])]
    assert [row.text for row in run().figures[0].axes[0].legend] == ["own"]


def test_a_curve_of_a_given_cell_counts_when_its_numbers_are_changed(watch, run):
    (line,) = plt.plot(LOSSES, label="given")
    later(watch, 11)
    line.set_ydata([1.0, 2.0, 3.0])
    assert curves(run()) == [(11, ["given"])]


def test_axes_of_a_given_cell_that_are_cleared_have_no_given_curve_left(watch, run):
    for cell in range(10):
        later(watch, cell)
        plt.plot(LOSSES, label="given")
    later(watch, 11)
    plt.cla()
    plt.plot(LOSSES, label="own")
    assert curves(run()) == [(11, ["own"])]


def test_a_figure_that_nobody_touched_stays_with_its_cell(watch, run):
    watch.cell = 11
    plt.plot(LOSSES, label="one")
    for cell in (12, 13, 14):
        later(watch, cell)
    assert curves(run()) == [(11, ["one"])]


def test_a_given_cell_that_draws_into_a_figure_takes_nothing_away(watch, run):
    watch.cell = 11
    plt.plot(LOSSES, label="own")
    later(watch, 5)
    plt.clf()
    plt.plot(LOSSES, label="given")
    assert curves(run()) == [(11, ["own"])]


@pytest.mark.parametrize("between", ["nothing", "a cell"])
def test_what_was_shown_stays_when_the_figure_is_used_again(watch, run, between):
    watch.cell = 11
    plt.plot(LOSSES, label="one")
    plt.plot(LOSSES, label="two")
    if between == "a cell":
        later(watch, 12)
    plt.clf()
    plt.plot(LOSSES, label="three")
    assert [labels for _, labels in curves(run())] == [["one", "two"], ["three"]]


def test_the_last_frame_of_an_animation_stays(watch, figures, tmp_path):
    figure, axes = plt.subplots()
    (line,) = axes.plot([], [])
    animation = FuncAnimation(figure, lambda n: line.set_data(range(n), LOSSES[:n]), frames=4)
    animation.save(tmp_path / "losses.gif", PillowWriter())
    line.set_data([], [])
    assert LOSSES in [line.y for found in figures() for line in found.axes[0].lines]


@pytest.mark.parametrize("cell", [11, 12])
@pytest.mark.parametrize("many", [50, 200])
def test_many_small_figures_hide_no_graph(watch, run, cell, many):
    watch.cell = 11
    for name in ("one", "two", "three"):
        plt.plot(LOSSES, label=name)
    plt.legend()
    plt.close()
    later(watch, cell)
    for number in range(many):
        plt.figure()
        plt.plot([number])
        plt.close()
    found = run()
    assert (11, ["one", "two", "three"]) in curves(found)
    assert len(found.figures) + found.left_out == many + 1
    assert len(found.figures) == 40


def test_a_graph_in_each_of_many_cells_hides_none_with_more_to_see(watch, run):
    for cell in range(11, 71):
        later(watch, cell)
        plt.plot(LOSSES, label="one")
        if cell == 11:
            plt.plot(LOSSES, label="two")
        plt.close()
    assert (11, ["one", "two"]) in curves(run())


def test_crowded_figures_hide_no_small_one(watch, run):
    watch.cell = 11
    plt.plot(LOSSES, label="one")
    plt.close()
    for cell in (12, 13, 14, 15):
        later(watch, cell)
        for _ in range(2):
            plt.plot(np.full((200, 50), -1e-300 / 3))
            plt.close()
    found = run()
    assert curves(found)[0] == (11, ["one"])
    assert found.left_out == 9 - len(found.figures) > 0


def test_an_open_figure_is_watched_longer_than_closed_ones(watch, run):
    watch.cell = 11
    axes = plt.subplots()[1]
    for _ in range(60):
        plt.figure()
        plt.close()
    axes.plot(LOSSES, label="one")
    assert (11, ["one"]) in curves(run())


def test_what_a_figure_leaves_out_is_counted(figures):
    for axes in plt.figure().subplots(1, 14).flat:
        axes.plot(np.ones((2, 61)))
    (found,) = figures()
    reported = sum(len(axes.lines) for axes in found.axes)
    assert found.left_out >= 12 * 61 - reported
    assert reported <= 12 * 60


def test_a_figure_that_cannot_be_read_is_counted(watch, run):
    watch.cell = 11
    plt.figure().get_axes = None
    assert run().left_out == 1
    assert run().figures == []
