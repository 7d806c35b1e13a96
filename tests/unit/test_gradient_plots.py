"""The plotting helper that students receive: is what it draws true, and does it never stop a training?"""

import importlib
import io
import json
import math
import os
import re
import shutil
import sys
from pathlib import Path

import matplotlib as mpl
import nbformat
import numpy as np
import pytest
import torch
from nbclient import NotebookClient

mpl.use("Agg")
from matplotlib import pyplot as plt
from PIL import Image

from graders.descent import simulator
from graders.descent.settings import SIXTY_POINTS
from graders.figures import graphs
from graders.lab4_minibatch.tasks import MINI20_TASK as TASK
from labgrader.execute.notebook_run import UNDRAWN
from labgrader.seam.clean import Room, clean_outputs

LAB = Path(__file__).parents[2] / "source" / "lab4_minibatch"


def _load():
    """The helpers, as a notebook imports them; their names are free again afterwards."""
    sys.path.insert(0, str(LAB))
    try:
        return importlib.import_module("gradient_plots"), importlib.import_module("training_run")
    finally:
        sys.path.remove(str(LAB))
        for name in ("gradient_plots", "training_run"):
            sys.modules.pop(name, None)


gradient_plots, training_run = _load()
make = gradient_plots.plot_error_surfaces


def line_data(slope=1.0, bias=-1.0, noise=0.1, seed=1):
    """Inputs and targets of the lab, each of shape (60, 1)."""
    x = torch.arange(-3, 3, 0.1).view(-1, 1)
    return x, slope * x + bias + noise * torch.randn(x.size(), generator=torch.Generator().manual_seed(seed))


@pytest.fixture
def plots():
    return make(15, 13, *line_data(), 30, go=False)


def train(plots, points, each=False):
    """Record a path of (w, b) pairs, and ask for its picture after each point or at the end; gives the last one."""
    for w, b in points:
        plots.set_para_loss(w, b, 1.0)
        if each:
            plots.plot_ps()
    plots.plot_ps()
    return [*plots._to_show.values()][-1]()


def reference_path(size):
    """The path of the oracle's training with one batch size, update by update, and its data."""
    data = SIXTY_POINTS.problem({"SLOPE": 1.0, "BIAS": -1.0, "NOISE": 0.1, "SEED": 1})
    trace = simulator.train(data, [simulator.in_order(size, TASK.points)] * TASK.epochs, TASK.training())
    return data, [*(line for epoch in trace.updates for line in epoch), trace.ends[-1]]


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


@pytest.mark.parametrize("size", [1, 5, 20, 60])
def test_are_path_and_losses_those_of_the_oracle(size):
    data, points = reference_path(size)
    plots = make(15, 13, data.x, data.noisy, 30, go=False)
    facts = train(plots, points).facts()
    assert facts["step"] == list(range(len(points)))
    for at in {0, 1, len(points) // 2, len(points) - 1}:
        assert (facts["w"][at], facts["b"][at]) == pytest.approx(points[at], rel=1e-5)
        expected = simulator.mean_squared_error(points[at], data.totals)
        assert facts["loss"][at] == pytest.approx(expected, rel=1e-5)
    epochs = points[:: (len(points) - 1) // TASK.epochs]
    losses = [simulator.mean_squared_error(line, data.totals) for line in epochs]
    assert losses == pytest.approx([facts["loss"][at] for at in train(plots, []).marked], rel=1e-5)


def pixels(run):
    return np.asarray(Image.open(io.BytesIO(run.png())).convert("RGB")).astype(int)


def is_near(found, color, slack=40):
    wanted = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    return np.abs(found - wanted).max(axis=1).min() <= slack


def test_is_each_line_of_data_space_a_point_of_parameter_space_and_of_the_losses(plots):
    run = train(plots, [(-2.0, -8.0), (0.5, 9.0), (2.0, 4.0)])
    picture = pixels(run)

    def at(box, x, y):
        (left, top, width, height), (low, high, bottom, up) = training_run.BOXES[box], run.shows[box]
        row, column = round(top + height * (up - y) / (up - bottom)), round(left + width * (x - low) / (high - low))
        return picture[row - 1 : row + 2, column - 1 : column + 2].reshape(-1, 3)

    lines = [(-2.0, -8.0, "#D55E00"), (0.5, 9.0, "#8C8C8C"), (2.0, 4.0, "#56B4E9")]
    for place, (w, b, color) in enumerate(lines):
        assert is_near(at("surface", w, b), color)
        assert is_near(at("loss", place, np.log10(plots.total_loss(w, b))), color)
        shown = [x for x in np.linspace(-2.9, 2.8, 80) if run.shows["data"][2] < w * x + b < run.shows["data"][3]]
        seen = [is_near(at("data", x, w * x + b), color, 90) for x in shown]
        assert np.mean(seen) > 0.5, "the line is where w and b put it; a dashed one has gaps"
    assert not is_near(at("surface", -2.0, 8.0), "#D55E00")


def test_is_the_darkest_place_of_the_picture_where_the_loss_is_smallest(plots):
    run = train(plots, [(-15.0, 12.0)])
    left, top, width, height = training_run.BOXES["surface"]
    box = pixels(run)[top + 2 : top + height - 2, left + 2 : left + width - 2]
    rows, columns = np.nonzero((box.sum(axis=2) == box.sum(axis=2)[10:-10, 40:].min()) & (box[:, :, 2] > 60))
    low, high, bottom, up = run.shows["surface"]
    assert low + (high - low) * columns.mean() / width == pytest.approx(1, abs=0.5)
    assert up - (up - bottom) * rows.mean() / height == pytest.approx(-1, abs=0.5)


@pytest.mark.parametrize("count", [1, 2, 5, 11, 61, 600, 5000])
def test_can_paths_of_any_length_be_stepped_through(plots, count):
    points = [(-15.0 + 16 * i / count, -10.0 + 9 * i / count) for i in range(count)]
    run = train(plots, points)
    facts = run.facts()
    assert len(run.marked) == min(count, 11)
    assert len(facts["step"]) == min(count, training_run.STEPS)
    assert [facts["step"][0], facts["step"][-1]] == [0, count - 1]
    for at in (0, len(facts["step"]) // 2, -1):
        assert (facts["w"][at], facts["b"][at]) == pytest.approx(points[facts["step"][at]], rel=1e-5)


def test_do_the_graders_know_the_picture_of_a_run(plots):
    assert tuple(train(plots, [(0.0, 0.0)]).titles.values()) == graphs.TRAINING_RUN


def test_is_a_run_drawn_after_each_epoch_one_picture(plots):
    train(plots, [(float(i), -float(i)) for i in range(10)], each=True)
    assert len(plots._to_show) == 1


def test_does_the_picture_leave_pyplot_alone(plots):
    plt.close("all")
    train(plots, [(0.0, 0.0), (1.0, 1.0)]).png()
    assert plt.get_fignums() == []


def test_does_the_view_follow_a_path_that_leaves_the_surface(plots):
    run = train(plots, [(-15.0, -10.0), (-5.0, -17.0), (1.0, -1.0)])
    assert run.shows["surface"][2] < -17 < 17 < run.shows["surface"][3]


@pytest.mark.parametrize("ending", ["back at the start", "final_plot"])
def test_does_a_new_run_begin_a_new_path(plots, ending):
    train(plots, [(-15.0, -10.0), (-15.0, -10.0), (1.0, -1.0)])
    if ending == "final_plot":
        plots.final_plot()
    second = [(-15.0, -10.0), (2.0, -2.0)] if ending == "back at the start" else [(3.0, 4.0), (2.0, -2.0)]
    run = train(plots, second)
    assert list(zip(plots.W, plots.B, strict=True)) == second
    assert run.facts()["w"] == [w for w, _ in second]


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
    plots.final_plot()
    run, surface = [make() for make in plots._to_show.values()][-2:]
    surface.canvas.draw()
    assert json.loads(re.search(r"const run = (.*);", run.html(""))[1])["w"][0] == -15
    run.png()


def test_can_everything_be_drawn_before_the_first_point(plots):
    run = train(plots, [])
    assert run.png()
    assert "@" not in run.html("").partition("<script>")[2]
    plots.final_plot()


def test_are_useless_arguments_refused_with_the_reason():
    x, y = line_data()
    with pytest.raises(ValueError, match="X has 60 numbers and Y has 59"):
        make(15, 13, x, y[1:], 30)
    with pytest.raises(ValueError, match="X and Y are empty"):
        make(15, 13, [], [], 30)
    with pytest.raises(ValueError, match="n_samples is 1"):
        make(15, 13, x, y, 1)


NOT_LOOKED_AT = """
from matplotlib_inline.config import InlineBackend
InlineBackend.instance().figure_formats = set()
"""


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
    seen = "assert get_surface.B == [{b}] * 10"
    again = "get_surface.plot_ps()"
    crash = run.format(b=7) + "plt.close()\n1 / 0"  # what was recorded is shown all the same
    sources = [start, run.format(b=5), seen.format(b=5), run.format(b=6), seen.format(b=6), again, crash]
    sources += [NOT_LOOKED_AT, again]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    notebook.cells[-3].metadata.tags = ["raises-exception"]
    for name in ("gradient_plots.py", "training_run.py", "training_run.html"):
        shutil.copy(LAB / name, tmp_path)
    resources = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, timeout=60, kernel_name="python3", resources=resources).execute()
    pictures = [sum("image/png" in output.get("data", {}) for output in cell.outputs) for cell in notebook.cells]
    assert pictures == [1, 2, 0, 2, 0, 1, 1, 0, 0]
    (output,) = (output for output in notebook.cells[1].outputs if "text/html" in output.data)
    shown = output.data
    assert f'src="data:image/png;base64,{shown["image/png"].strip()}"' in shown["text/html"]
    assert "https://" not in shown["text/html"]
    undrawn = notebook.cells[-1].outputs[0].data
    assert set(undrawn) == {"text/plain"}
    assert UNDRAWN.match(undrawn["text/plain"])
    still = clean_outputs([output], Room())[0].data
    assert set(still) == {"image/png", "text/plain"}, "where scripts are stripped, the picture is what is shown"
