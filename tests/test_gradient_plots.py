"""The plotting helper that students receive: is what it draws true, and does it never stop a training?"""

import importlib.util
import math
import os
import shutil
from pathlib import Path

import matplotlib as mpl
import nbformat
import numpy as np
import pytest
import torch
from nbclient import NotebookClient

mpl.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

LAB = Path(__file__).parent.parent / "source" / "lab4_minibatch"
ROUNDING = 1e-9  # lines and marks are made of the same numbers


def _load():
    spec = importlib.util.spec_from_file_location("gradient_plots", LAB / "gradient_plots.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


make = _load().plot_error_surfaces


def line_data(slope=1.0, bias=-1.0, noise=0.1, seed=1):
    """Inputs and targets of the lab, each of shape (60, 1)."""
    x = torch.arange(-3, 3, 0.1).view(-1, 1)
    return x, slope * x + bias + noise * torch.randn(x.size(), generator=torch.Generator().manual_seed(seed))


@pytest.fixture
def plots():
    return make(15, 13, *line_data(), 30, go=False)


def train(plots, points, each=False):
    """Record a path of (w, b) pairs, and draw it after each point or at the end."""
    for w, b in points:
        plots.set_para_loss(w, b, 1.0)
        if each:
            plots.plot_ps()
    plots.plot_ps()


def drawn(plots):
    """What the picture shows, by label: lines of data space and marks of parameter space, each a list of (w, b)."""
    data_space, parameter_space = plots.figure.axes
    lines, marks = {}, {}
    for line in data_space.get_lines():
        if line.get_label() != "data":
            x, y = (np.reshape(part, (-1, 3))[:, :2] for part in line.get_data())
            slopes = (y[:, 1] - y[:, 0]) / (x[:, 1] - x[:, 0])
            lines[line.get_label()] = list(zip(slopes, y[:, 0] - slopes * x[:, 0], strict=True))
    for mark in parameter_space.get_lines():
        if not mark.get_label().startswith("_"):
            marks[mark.get_label()] = list(zip(*mark.get_data(), strict=True))
    return lines, marks


@pytest.mark.parametrize(
    ("slope", "bias"), [(1.0, -1.0), (1.0, 1.0), (-2.0, 7.5), (3.0, -8.0), (-6.0, -4.0), (0.0, 0.0)]
)
@pytest.mark.parametrize("shift", [0.0, 1.5])
def test_is_the_lowest_point_of_the_surface_where_least_squares_puts_it(slope, bias, shift):
    x, y = line_data(slope, bias, noise=1.0)
    x = x + shift  # inputs whose mean is not 0 tie w and b together
    plots = make(15, 13, x, y, 61, go=False)
    design = np.column_stack([x.numpy().ravel(), np.ones(len(x))])
    (w, b), *_ = np.linalg.lstsq(design, y.numpy().ravel().astype(float))
    row, column = np.unravel_index(plots.loss.argmin(), plots.loss.shape)
    assert abs(plots.w[column] - w) <= plots.w[1] - plots.w[0]
    assert abs(plots.b[row] - b) <= plots.b[1] - plots.b[0]


def test_is_the_surface_the_mean_squared_error(plots):
    x, y = line_data()
    for row, column in [(0, 0), (0, 29), (29, 0), (12, 17)]:
        expected = torch.mean((plots.w[column] * x + plots.b[row] - y) ** 2).item()
        assert plots.loss[row, column] == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("n_samples", [2, 7, 30])
def test_has_the_surface_as_many_samples_as_asked_for(n_samples):
    plots = make(15, 13, *line_data(), n_samples)
    assert (len(plots.w), len(plots.b), plots.loss.shape) == (n_samples, n_samples, (n_samples, n_samples))
    assert (plots.w[0], plots.w[-1], plots.b[0], plots.b[-1]) == (-15, 15, -13, 13)


@pytest.mark.parametrize("count", [1, 2, 5, 11, 61, 600])
def test_are_data_space_and_parameter_space_in_step(plots, count):
    points = [(-15.0 + 16 * i / count, -10.0 + 9 * i / count) for i in range(count)]
    train(plots, points)
    lines, marks = drawn(plots)
    assert lines.keys() == marks.keys() == {"start", "on the way", "now"}
    for label, expected in marks.items():
        found = np.reshape(lines[label], (-1, 2))
        assert np.allclose(found, np.reshape(expected, (-1, 2)), atol=ROUNDING, rtol=ROUNDING)
    assert marks["start"] == [points[0]]
    assert marks["now"] == [points[-1]]
    assert len(marks["on the way"]) == max(0, min(count, 11) - 2)


def test_are_they_in_step_after_each_epoch_too(plots):
    for w, b in [(-15.0, -10.0), (-5.0, -8.0), (1.0, -2.0)]:
        plots.set_para_loss(w, b, 0.0)
        plots.plot_ps()
        lines, marks = drawn(plots)
        assert marks["now"] == [(w, b)]
        assert np.allclose(lines["now"], [(w, b)])


def test_is_there_one_figure_for_a_run_drawn_after_each_epoch(plots, monkeypatch):
    made = []
    make_figure = Figure.__init__
    monkeypatch.setattr(Figure, "__init__", lambda self, *a, **k: (made.append(self), make_figure(self, *a, **k))[1])
    train(plots, [(float(i), -float(i)) for i in range(10)], each=True)
    assert made == [plots.figure]


def test_does_the_picture_leave_pyplot_alone(plots):
    plt.close("all")
    train(plots, [(0.0, 0.0), (1.0, 1.0)])
    assert plt.get_fignums() == []


def test_does_the_view_follow_a_path_that_leaves_the_surface(plots):
    train(plots, [(-15.0, -10.0), (-5.0, -17.0), (1.0, -1.0)])
    low, high = plots.figure.axes[1].get_ylim()
    assert low < -17 < 17 < high


@pytest.mark.parametrize("ending", ["back at the start", "final_plot"])
def test_does_a_new_run_begin_a_new_path(plots, ending):
    train(plots, [(-15.0, -10.0), (-15.0, -10.0), (1.0, -1.0)])
    first = plots.figure
    if ending == "final_plot":
        plots.final_plot()
    second = [(-15.0, -10.0), (2.0, -2.0)] if ending == "back at the start" else [(3.0, 4.0), (2.0, -2.0)]
    train(plots, second)
    assert list(zip(plots.W, plots.B, strict=True)) == second
    assert plots.figure is not first


def test_are_parameters_taken_in_every_form(plots):
    w = torch.tensor(2.0, requires_grad=True)
    b = torch.nn.Parameter(torch.tensor([[-3.0]]))
    loss = w * 2
    forms = [(w, b, loss), (w.data.tolist(), b.data.tolist(), loss.tolist()), (2, np.float32(-3), np.array([4]))]
    for form in forms:
        plots.set_para_loss(*form)
    plots.plot_ps()
    assert (plots.W, plots.B, plots.LOSS) == ([2.0] * 3, [-3.0] * 3, [4.0] * 3)
    assert w.grad is None


@pytest.mark.parametrize(
    "odd",
    [None, "two", [1, 2], [], torch.zeros(3), math.nan, math.inf, 1e300, 10**400, print, {}, [[1], [2, 3]]],
    ids=lambda odd: type(odd).__name__,
)
def test_does_odd_input_never_stop_a_training(plots, odd):
    train(plots, [(-15.0, -10.0), (odd, odd), (1.0, odd), (odd, -1.0), (1.0, -1.0)], each=True)
    plots.set_para_loss(1.0, -1.0, odd)
    picture, surface = plots.figure, []
    plots._show = surface.append
    plots.final_plot()
    for figure in (picture, *surface):
        figure.canvas.draw()
    assert len(surface) == 1


def test_can_everything_be_drawn_before_the_first_point(plots):
    plots.plot_ps()
    plots.figure.canvas.draw()
    plots.final_plot()


def test_are_useless_arguments_refused_with_the_reason():
    x, y = line_data()
    with pytest.raises(ValueError, match="X has 60 numbers and Y has 59"):
        make(15, 13, x, y[1:], 30)
    with pytest.raises(ValueError, match="n_samples is 1"):
        make(15, 13, x, y, 1)


def test_does_a_notebook_show_one_picture_for_a_run_and_begin_anew_in_the_next_cell(monkeypatch, tmp_path):
    """Each cell draws after each epoch, and then a curve of its own: two pictures, and no hundreds."""
    monkeypatch.setitem(os.environ, "OMP_NUM_THREADS", "1")
    start = """
from gradient_plots import plot_error_surfaces
import matplotlib.pyplot as plt
get_surface = plot_error_surfaces(15, 13, [0, 1, 2], [1, 2, 3], 30)
"""
    run = """
for epoch in range(10):
    get_surface.set_para_loss(epoch, {b}, 0.5)
    get_surface.plot_ps()
curve = plt.plot([1, 2])[0]
"""
    seen = "assert get_surface.B == [{b}] * 10 and curve.axes not in get_surface.figure.axes"
    again = "get_surface.plot_ps()"
    crash = run.format(b=7) + "plt.close()\n1 / 0"  # what was recorded is shown all the same
    sources = [start, run.format(b=5), seen.format(b=5), run.format(b=6), seen.format(b=6), again, crash]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    notebook.cells[-1].metadata.tags = ["raises-exception"]
    shutil.copy(LAB / "gradient_plots.py", tmp_path)
    resources = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, timeout=60, kernel_name="python3", resources=resources).execute()
    pictures = [sum("image/png" in output.get("data", {}) for output in cell.outputs) for cell in notebook.cells]
    assert pictures == [1, 2, 0, 2, 0, 1, 1]
