"""Pictures of gradient descent on a line y = w*x + b.

Make one `plot_error_surfaces`, tell it where training stands with `set_para_loss`, and call `plot_ps` to see it.
Numbers may be Python's, numpy's or torch's, with or without a gradient.
"""

from functools import partial

import numpy as np
from IPython import get_ipython
from IPython.display import display
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from training_run import LEVELS, START, SURFACE, TrainingRun

PAGE = {"figsize": (10, 4.2), "layout": "constrained"}  # as wide as a notebook
WIDEST = 2.0  # the view follows the path, up to this many times the range of the surface


class plot_error_surfaces:  # noqa: N801 - the name that students know
    """The total loss of every line near the data, and the path that training takes over it.

    A path begins anew by itself: with the first point that another notebook cell records, when w and b are back
    at the first point of the path, and after `final_plot`.

    Args:
        w_range, b_range: the surface is computed for w from -w_range to w_range, and b likewise.
        X, Y: inputs and targets, n numbers each, in any shape.
        n_samples: the surface is computed for this many values of w, and as many of b.
        go: draw the surface now.

    Attributes:
        w, b: the values for which the surface is computed, each of shape (n_samples,), ascending.
        loss: the surface, shape (n_samples, n_samples): `loss[i, j]` is the mean squared error with w[j] and b[i].
        W, B, LOSS: the path, three lists of floats of the same length; nan for what was not a number.

    Raises:
        ValueError: X and Y differ in length or are empty, or n_samples is less than 2.
    """

    def __init__(self, w_range, b_range, X, Y, n_samples, go=True):  # noqa: N803
        self.x, self.y = _numbers(X), _numbers(Y)
        if len(self.x) != len(self.y):
            raise ValueError(f"X has {len(self.x)} numbers and Y has {len(self.y)}: they must be as many.")
        if not len(self.x):
            raise ValueError("X and Y are empty: there is nothing to draw.")
        if n_samples < 2:
            raise ValueError(f"n_samples is {n_samples}: a surface needs at least 2.")
        self.ranges = np.abs([_number(w_range), _number(b_range)])
        self._means = (
            self.x.mean(),
            self.y.mean(),
            self.x.var(),
            np.mean((self.x - self.x.mean()) * self.y),
            self.y.var(),
        )
        self.w, self.b = (np.linspace(-size, size, int(n_samples)) for size in self.ranges)
        self.loss = self.total_loss(*np.meshgrid(self.w, self.b))
        self._to_show = {}
        self._new_path()
        if go:
            self._draw_surface()

    def total_loss(self, w, b):
        """The mean squared error on all data; w and b are numbers or arrays of one shape, and so is the result."""
        mean_x, mean_y, spread_x, both, spread_y = self._means
        return np.maximum(0, w * w * spread_x - 2 * w * both + spread_y + (w * mean_x + b - mean_y) ** 2)

    def set_para_loss(self, w, b, loss=None):
        """Record where training stands: the next point of the path. Nothing is drawn yet.

        Each argument is one number; anything else is recorded as nan, and is not drawn.
        """
        w, b = _number(w), _number(b)
        moved = bool(self.W) and (self.W[-1], self.B[-1]) != (self.W[0], self.B[0])
        if self._cell != _current_cell() or (moved and (w, b) == (self.W[0], self.B[0])):
            self._new_path()
        self.W.append(w)
        self.B.append(b)
        self.LOSS.append(_number(loss))

    def plot_ps(self):
        """Show the path so far: the lines in data space, the same w and b in parameter space, and the total losses.

        One picture to step through appears when the cell has run, however often this is called.
        """
        self._show(self.W, partial(self._run, self.W, self.B))

    def final_plot(self):
        """Show the whole path on the surface, and end it: the next point begins a new path."""
        self._draw_surface()
        self._new_path()

    def _new_path(self):
        self.W, self.B, self.LOSS = [], [], []
        self._cell = _current_cell()

    def _run(self, w, b):
        w, b = np.array(w), np.array(b)
        sizes = np.where(self.ranges > 0, self.ranges, 1.0)
        reach = np.fmax.reduce(np.abs([w, b]), axis=1, initial=0)  # fmax: nan does not count
        far_w, far_b = np.minimum(1.05 * np.maximum(reach, sizes), WIDEST * sizes)
        view = -far_w, far_w, -far_b, far_b
        return TrainingRun(self.x, self.y, w, b, view, self.total_loss)

    def _draw_surface(self):
        """The surface in 3-D and from above, and on it the path so far."""
        figure = Figure(**PAGE)  # not plt.figure: a plt.plot in the same cell must not draw into this picture
        space, above = figure.add_subplot(1, 2, 1, projection="3d"), figure.add_subplot(1, 2, 2)
        space.plot_surface(*np.meshgrid(self.w, self.b), self.loss, cmap=SURFACE, alpha=0.8)
        space.set(xlabel="w", ylabel="b", title="Error surface: total loss")
        share = np.linspace(0, 1, LEVELS) ** 2  # closer together near the minimum, where most of a path is
        levels = self.loss.min() + (np.ptp(self.loss) or 1.0) * share
        above.contourf(self.w, self.b, self.loss, levels=levels, cmap=SURFACE, extend="max")
        above.set(xlabel="w", ylabel="b", title="The same from above: dark is a small loss")
        w, b = np.array(self.W), np.array(self.B)
        inside = (np.abs(w) <= self.ranges[0]) & (np.abs(b) <= self.ranges[1])
        w, b = np.where(inside, w, np.nan), np.where(inside, b, np.nan)
        space.plot(w, b, self.total_loss(w, b), color=START, linewidth=2)
        above.plot(w, b, "o-", color=START, markersize=4, linewidth=1.5)
        self._show(figure, lambda: figure)

    def _show(self, what, make):
        """Show what `make` gives when the cell has run, also if it raised; once for each thing that is shown."""
        self._to_show[id(what)] = make
        if (shell := get_ipython()) is not None:
            plt.draw_if_interactive()  # before its first plot, a notebook cannot show any figure
            shell.events.register("post_execute", self._show_now)

    def _show_now(self):
        get_ipython().events.unregister("post_execute", self._show_now)
        made, self._to_show = self._to_show.values(), {}
        display(*(make() for make in made))


def _current_cell():
    """The number of the running notebook cell, None outside a notebook."""
    return getattr(get_ipython(), "execution_count", None)


def _numbers(values) -> np.ndarray:
    """A tensor, array or list of n numbers, as an array of shape (n,)."""
    if hasattr(values, "detach"):
        values = values.detach().cpu().numpy()
    return np.asarray(values, dtype=float).reshape(-1)


def _number(value) -> float:
    """One number as a float; nan when it is anything else, because a picture must never stop a training."""
    try:
        numbers = _numbers(value)
    except (TypeError, ValueError, RuntimeError, OverflowError):
        return float("nan")
    return float(numbers[0]) if len(numbers) == 1 else float("nan")
