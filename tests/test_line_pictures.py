"""The pictures of lab1_from_scratch: they draw where theta has been, and stop no notebook."""

import importlib.util
import math
from pathlib import Path

import matplotlib
import pytest

FILE = Path(__file__).parents[1] / "source" / "lab1_from_scratch" / "line_pictures.py"
DATA = [(x, 20.0 * x + 5.0) for x in range(-50, 50)]


@pytest.fixture
def pictures(monkeypatch):
    """The helper, drawing into figures that nobody shows."""
    matplotlib.use("agg")
    spec = importlib.util.spec_from_file_location("line_pictures", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module.plt, "show", lambda: None)
    yield module
    module.plt.close("all")


def curves(axes):
    return {line.get_label(): (list(line.get_xdata()), list(line.get_ydata())) for line in axes.lines}


def test_are_start_and_end_the_same_theta_in_both_pictures(pictures):
    pictures.show_path([[0.5, -0.5], [15.0, 0.0], [20.0, 5.0]], DATA)
    left, right = map(curves, pictures.plt.gcf().axes)
    assert right["start"] == ([0.5], [-0.5])
    assert right["end"] == ([20.0], [5.0])
    assert left["start"] == ([-50, 49], [0.5 * -50 - 0.5, 0.5 * 49 - 0.5])
    assert left["end"] == ([-50, 49], [DATA[0][1], DATA[-1][1]])


def test_is_the_lowest_point_of_the_surface_the_line(pictures):
    slope, bias = pictures._lowest(DATA)
    assert (slope, bias) == (pytest.approx(20.0), pytest.approx(5.0))
    assert pictures.total_loss((slope, bias), DATA) == pytest.approx(0.0, abs=1e-18)
    assert pictures.total_loss((20.0, 6.0), DATA) == pytest.approx(1.0)


def test_does_an_odd_path_stop_nothing(pictures, capsys):
    for path in ([], [None, "x", [1, 2, 3]], [[math.nan, 1e300]]):
        pictures.show_path(path, DATA)
        assert "nothing to draw" in capsys.readouterr().out
    for path in ([[1.0, 2.0], 3, [4.0, 5.0]], [[1.0, 1.0], [1e8, -1e8]], [[20.0, 5.0]] * 3):
        pictures.show_path(path, DATA)
        assert len(pictures.plt.gcf().axes) == 2
