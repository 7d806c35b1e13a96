"""Is what is said of a graph that lacks curves true, where some of it could not be looked at?"""

import pytest

from graders.figures.graphs import graphs_of
from graders.figures.labels import BGD, SGD
from graders.figures.loss_graph import LossGraph
from labgrader import Wrong
from labgrader.cellrun import CellRun
from labgrader.evidence import CellEvidence

LOSSES = {BGD: (4.0, 3.0, 2.0), SGD: (4.0, 2.0, 1.0), "LOSS_MINI20": (4.0, 1.0, 0.5)}
AXES = {"title": "", "xlabel": "epoch", "ylabel": "loss", "xscale": "linear", "yscale": "linear", "texts": []}


def graph() -> LossGraph:
    lists = tuple(LOSSES)
    return LossGraph(lists, lists, lambda run: graphs_of(run, LOSSES, lambda labels: {}), 2, 2, "")


def run(*shown, left_out=0, curves_left_out=0, given=()) -> CellRun:
    """A run whose figures show these lists, or other numbers."""
    lines = [
        {"x": range(len(y)), "y": y, "label": "", "style": "-", "color": f"#0000{n}0ff", "marker": "", "cell": 5}
        for n, y in enumerate(LOSSES.get(name, [1.0, 1.0]) for name in shown if " " not in name)
    ]
    axes = AXES | {"lines": lines, "legend": None, "unread": [name for name in shown if " " in name]}
    figure = {"cell": 5, "number": 1, "title": "", "axes": [axes], "left_out": curves_left_out}
    names = {
        name: {"kind": "list", "length": 3, "items": [{"kind": "float", "value": y} for y in ys]}
        for name, ys in LOSSES.items()
    }
    evidence = {"version": 1, "names": names, "figures": [figure] if shown else []}
    evidence["figures_left_out"] = {5: left_out} if left_out else {}
    record = {"grade_id": "plot", "parameters": {}, "evidence": evidence, "owners": {5: ""}, "given": given}
    return CellRun(CellEvidence.model_validate(record))


def refused(*shown, **more) -> Wrong:
    with pytest.raises(Wrong) as caught:
        graph().draws_all(run(*shown, **more))
    return caught.value


def test_all_curves_are_accepted_whatever_else_is_left_out():
    graph().draws_all(run(*LOSSES, left_out=3, curves_left_out=5))


def test_nothing_drawn_is_said_where_nothing_was_drawn():
    assert str(refused()) == "Nothing was drawn by your cell."


def test_nothing_drawn_is_never_said_where_a_figure_is_left_out():
    for shown in ([], ["other"]):
        error = refused(*shown, left_out=12)
        assert str(error).startswith("12 of your figures are left out here")
        assert error.mistake == "figures left out"


def test_figures_of_given_cells_that_are_left_out_are_not_the_students():
    assert str(refused(left_out=12, given=[5])) == "Nothing was drawn by your cell."


def test_a_picture_is_called_one():
    error = refused("a picture")
    assert str(error).startswith("Your graph shows a picture, and none of the three lists as a curve: draw")
    assert error.mistake == "no curves"


def test_curves_beside_a_picture_are_called_curves():
    assert str(refused("other", "a picture")) == "None of your graphs draws one of the three lists."


def test_what_is_shown_in_the_place_of_a_curve_is_said():
    error = refused(BGD, SGD, "areas stacked on one another")
    assert str(error) == (
        "Your graph lacks `LOSS_MINI20` as a curve of its own. It also shows areas stacked on one another, of which no "
        "curve is read: draw each list with `plt.plot`."
    )


def test_a_curve_is_not_called_missing_where_curves_are_left_out():
    error = refused(BGD, SGD, curves_left_out=7)
    assert "one of the 7 curves of that figure that are left out here" in str(error)
    assert error.mistake == "curves left out"
    assert refused(BGD, SGD).mistake == "1 curve missing"
