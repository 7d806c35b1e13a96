"""Pictures of gradient descent on a line y = w*x + b.

Make one `plot_error_surfaces`, tell it where training stands with `set_para_loss`, and call `plot_ps` to see it.
Numbers may be Python's, numpy's or torch's, with or without a gradient.
"""

import numpy as np
from IPython import get_ipython
from IPython.display import display
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

# Okabe and Ito's colours, and the map "cividis", can be told apart by colour-blind people too.
DATA, START, NOW, BETWEEN, SURFACE = "black", "#D55E00", "#56B4E9", "#999999", "cividis"
PAGE = {"figsize": (10, 4.2), "layout": "constrained"}  # as wide as a notebook
MARKED = 11  # points of a path with a dot and a line of their own: with ten epochs, the start and each epoch
WIDEST = 2.0  # the view follows the path, up to this many times the range of the surface
FAR = 100.0  # so many times outside the surface nothing is drawn: training ran away


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
        figure: the picture of the path; None before the first `plot_ps`.

    Raises:
        ValueError: X and Y differ in length, or n_samples is less than 2.
    """

    def __init__(self, w_range, b_range, X, Y, n_samples, go=True):  # noqa: N803
        self.x, self.y = _numbers(X), _numbers(Y)
        if len(self.x) != len(self.y):
            raise ValueError(f"X has {len(self.x)} numbers and Y has {len(self.y)}: they must be as many.")
        if n_samples < 2:
            raise ValueError(f"n_samples is {n_samples}: a surface needs at least 2.")
        self.ranges = np.abs([_number(w_range), _number(b_range)])
        self.w, self.b = (np.linspace(-size, size, int(n_samples)) for size in self.ranges)
        self.loss = self._surface(self.w, self.b)
        self._to_show: list[Figure] = []
        self._new_path()
        if go:
            self._draw_surface()

    def total_loss(self, w, b):
        """The mean squared error on all data; w and b are numbers or arrays of shape (k,), and so is the result."""
        return np.mean((np.multiply.outer(w, self.x) + np.expand_dims(b, -1) - self.y) ** 2, axis=-1)

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
        """Show the path so far: the lines in data space, and the same w and b in parameter space.

        The picture appears when the cell has run, once, however often this is called.
        """
        if self.figure is None:
            self._make_figure()
        w, b = np.array(self.W), np.array(self.B)
        marked = np.linspace(0, len(w) - 1, min(MARKED, len(w))).round().astype(int)
        for (line, mark), chosen in zip(self._marks, (marked[:1], marked[1:-1], marked[-1:]), strict=True):
            self._move(line, mark, w[chosen], b[chosen])
        self._path.set_data(*self._near(w, b))
        self._widen(w, b)
        if len(w):
            sign = "-" if b[-1] < 0 else "+"
            self._data_space.set_title(f"Data space: now y = {w[-1]:.4g} x {sign} {abs(b[-1]):.4g}")
            self._parameter_space.set_title(f"Parameter space: now w = {w[-1]:.4g}, b = {b[-1]:.4g}")
        self._show(self.figure)

    def final_plot(self):
        """Show the whole path on the surface, and end it: the next point begins a new path."""
        self._draw_surface()
        self._new_path()

    def _surface(self, w, b):
        # row by row, because all at once takes n_samples * n_samples * n numbers
        return np.stack([self.total_loss(w, bias) for bias in b])

    def _new_path(self):
        self.W, self.B, self.LOSS = [], [], []
        self.figure, self._cell = None, _current_cell()

    def _make_figure(self):
        """The picture of a path without its points: `plot_ps` only moves what is here, which is fast."""
        # not plt.figure: a plt.plot in the same cell must not draw into this picture
        self.figure = Figure(**PAGE)
        self._data_space, self._parameter_space = left, right = self.figure.subplots(1, 2)
        middle, half = (self.y.max() + self.y.min()) / 2, (np.ptp(self.y) or 1.0) / 2
        left.set(xlabel="x", ylabel="y", title="Data space", ylim=(middle - 3 * half, middle + 3 * half))
        left.plot(self.x, self.y, ".", color=DATA, markersize=4, label="data", zorder=6)
        right.set(xlabel="w", ylabel="b", title="Parameter space")
        self._view, self._contours, self._marks = np.zeros(2), [], []
        self._path = right.plot([], [], color="white", path_effects=[withStroke(linewidth=3, foreground="black")])[0]
        looks = [("start", START, "--", "s", 2.5), ("on the way", BETWEEN, "-", "o", 1), ("now", NOW, "-", "D", 2.5)]
        for label, color, style, shape, width in looks:
            line = left.plot([], [], style, color=color, linewidth=width, label=label)[0]
            mark = right.plot([], [], shape, color=color, mec="black", ms=4 + 2 * width, label=label)[0]
            self._marks.append((line, mark))
        left.legend(loc="upper left")
        right.legend(loc="upper right")

    def _move(self, line, mark, w, b):
        """Put the same parameters, each of shape (k,), into both spaces: k lines here, k marks there."""
        w, b = self._near(w, b)
        mark.set_data(w, b)
        ends = np.array([self.x.min(), self.x.max(), np.nan])  # nan lifts the pen between two lines
        line.set_data(np.tile(ends, len(w)), (np.multiply.outer(w, ends) + b[:, None]).reshape(-1))

    def _near(self, w, b, limit=FAR):
        """w and b, of shape (k,), with nan for pairs more than `limit` times outside the surface."""
        near = (np.abs(w) <= limit * self.ranges[0]) & (np.abs(b) <= limit * self.ranges[1])
        return np.where(near, w, np.nan), np.where(near, b, np.nan)

    def _widen(self, w, b):
        """Show as much of parameter space as a path of shape (k,) needs; draw the contours when that has grown."""
        reach = np.fmax.reduce(np.abs([w, b]), axis=1, initial=0)  # fmax: nan does not count
        view = np.minimum(1.05 * np.maximum(reach, self.ranges), WIDEST * self.ranges)
        if (view > self._view).any():
            for old in self._contours:
                old.remove()
            self._view, self._contours = view, [self._draw_contours(self._parameter_space, *view)]

    def _draw_contours(self, axes, w_size, b_size):
        w, b = (np.linspace(-size, size, len(self.w)) for size in (w_size, b_size))
        share = np.linspace(0, 1, 15) ** 2  # closer together near the minimum, where most of a path is
        levels = self.loss.min() + (np.ptp(self.loss) or 1.0) * share
        loss = np.maximum(self._surface(w, b), levels[0])  # a finer grid may find a smaller one, and leave a hole
        return axes.contourf(w, b, loss, levels=levels, cmap=SURFACE, extend="max")

    def _draw_surface(self):
        """The surface in 3-D and from above, and on it the path so far."""
        figure = Figure(**PAGE)
        space, above = figure.add_subplot(1, 2, 1, projection="3d"), figure.add_subplot(1, 2, 2)
        space.plot_surface(*np.meshgrid(self.w, self.b), self.loss, cmap=SURFACE, alpha=0.8)
        space.set(xlabel="w", ylabel="b", title="Error surface: total loss")
        self._draw_contours(above, *self.ranges)
        above.set(xlabel="w", ylabel="b", title="The same from above: dark is a small loss")
        w, b = self._near(np.array(self.W), np.array(self.B), limit=1)
        space.plot(w, b, self.total_loss(w, b), color=START, linewidth=2)
        above.plot(w, b, "o-", color=START, markersize=4, linewidth=1.5)
        self._show(figure)

    def _show(self, figure):
        if figure not in self._to_show:
            self._to_show.append(figure)
        if (shell := get_ipython()) is not None:  # when the cell has run, also if it raised
            plt.draw_if_interactive()  # before its first plot, a notebook cannot show any figure
            shell.events.register("post_execute", self._show_now)

    def _show_now(self):
        get_ipython().events.unregister("post_execute", self._show_now)
        display(*self._to_show)
        self._to_show = []


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
