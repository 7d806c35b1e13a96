"""The pictures of lab1_from_scratch: they draw where theta has been, and stop no notebook."""

import importlib
import math
import sys
from pathlib import Path

import matplotlib
import pytest

FOLDER = Path(__file__).parents[2] / "source" / "lab1_from_scratch"
DATA = [(x, 20.0 * x + 5.0) for x in range(-50, 50)]


SHARED = ("training_run.py", "training_run.html")


@pytest.fixture
def pictures(monkeypatch):
    """The helper, as a notebook imports it."""
    matplotlib.use("agg")
    monkeypatch.syspath_prepend(str(FOLDER))
    for name in ("line_pictures", "training_run"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    yield importlib.import_module("line_pictures")
    for name in ("line_pictures", "training_run"):
        sys.modules.pop(name, None)


def test_is_the_picture_of_a_run_the_same_in_both_labs_that_have_one():
    for name in SHARED:
        assert (FOLDER / name).read_bytes() == (FOLDER.parent / "lab4_minibatch" / name).read_bytes(), name


def test_are_path_and_losses_those_of_the_thetas(pictures):
    path = [[0.5, -0.5], [15.0, 0.0], [20.0, 5.0]]
    run = pictures.training_run(path, DATA)
    facts = run.facts()
    assert [list(theta) for theta in zip(facts["w"], facts["b"], strict=True)] == path
    assert facts["loss"] == pytest.approx([pictures.total_loss(theta, DATA) for theta in path], rel=1e-5, abs=1e-9)
    assert facts["names"] == ("slope", "bias", "epoch")
    w_low, w_high, b_low, b_high = run.shows["surface"]
    assert w_low < 0.5 < 20 < w_high
    assert b_low < -0.5 < 5 < b_high


def test_shows_a_long_path_the_first_epochs_best(pictures):
    assert list(pictures.training_run([[0.0, 0.0]] * 1001, DATA).marked) == [0, 1, 2, 4, 8, 16, 32, 1000]


def test_is_the_lowest_point_of_the_surface_the_line(pictures):
    slope, bias = pictures._lowest(DATA)
    assert (slope, bias) == (pytest.approx(20.0), pytest.approx(5.0))
    assert pictures.total_loss((slope, bias), DATA) == pytest.approx(0.0, abs=1e-18)
    assert pictures.total_loss((20.0, 6.0), DATA) == pytest.approx(1.0)


def test_does_an_odd_path_stop_nothing(pictures, capsys, monkeypatch):
    shown = []
    monkeypatch.setattr(pictures, "display", shown.append)
    for path in ([], [None, "x", [1, 2, 3]], [[math.nan, 1e300]]):
        pictures.show_path(path, DATA)
        assert "nothing to draw" in capsys.readouterr().out
    for path in ([[1.0, 2.0], 3, [4.0, 5.0]], [[1.0, 1.0], [1e8, -1e8]], [[20.0, 5.0]] * 3, [[1.0, 2.0]]):
        pictures.show_path(path, DATA)
        assert shown.pop().png().startswith(b"\x89PNG")


def test_is_the_walk_on_the_hill_drawn_where_it_went(pictures, monkeypatch):
    monkeypatch.setattr(pictures.plt, "show", lambda: None)
    pictures.show_walk(lambda number: number**2, [3, 1.5, 0.5])
    hill, walk = pictures.plt.gca().lines
    assert list(walk.get_ydata()) == [9, 2.25, 0.25]
    assert all(y == x**2 for x, y in hill.get_xydata())
    pictures.plt.close("all")
