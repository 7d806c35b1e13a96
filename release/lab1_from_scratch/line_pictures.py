"""Pictures of gradient descent on a line with two parameters, theta = [slope, bias].

Everything here only draws: a picture never stops a notebook, whatever it is given.
"""

import numpy as np
from IPython.display import display
from matplotlib import pyplot as plt
from training_run import TrainingRun

LINE, WALK = "#56B4E9", "#D55E00"  # Okabe and Ito's colours can be told apart by colour-blind people too
LINES = 7  # lines of the path that are drawn, besides the last: after 0, 1, 2, 4, 8 … epochs


def show_walk(function, walk):
    """Draw a function of one number, and a walk on it.

    Args:
        function: gives the height, for one number.
        walk: the numbers where the walk has been, in order.
    """
    walk = [float(number) for number in walk]
    far = max([abs(number) for number in walk] + [1.0])
    numbers = [far * step / 50 for step in range(-60, 61)]
    plt.figure(figsize=(6, 3.2))
    plt.plot(numbers, [function(number) for number in numbers], color=LINE)
    plt.plot(walk, [function(number) for number in walk], "o-", color=WALK)
    plt.xlabel("number")
    plt.ylabel("height")
    plt.show()


def total_loss(theta, data):
    """The mean squared error of the line `theta` = [slope, bias] on `data`, a list of pairs (x, y)."""
    slope, bias = theta
    return sum((slope * x + bias - y) ** 2 for x, y in data) / len(data)


def show_path(path, data):
    """Show the path of theta as a picture that one can step through: lines on the data, and points of the surface.

    Args:
        path: a list of thetas, each [slope, bias], in order; what is not two numbers is left out.
        data: a list of pairs (x, y), on which the surface is computed.
    """
    path = [theta for theta in map(_numbers, path) if theta is not None]
    if not path:
        print("There is nothing to draw yet: the path is empty.")
        return
    display(training_run(path, data))


def training_run(path, data):
    """The picture of a path, which is not empty."""
    slopes, biases = np.array(path, dtype=float).T
    x, y = np.array(data, dtype=float).T
    view = *_range(slopes[0], data, 0), *_range(biases[0], data, 1)
    marked = sorted({min(2**k, len(path) - 1) for k in range(LINES - 1)} | {0, len(path) - 1})
    names = ("slope", "bias", "epoch")
    return TrainingRun(x, y, slopes, biases, view, _total_losses(x, y), names, marked, heights=_logarithm)


def _total_losses(x, y):
    """The total loss as a function of slopes and biases, two arrays of one shape."""
    both = np.mean((x - x.mean()) * (y - y.mean()))

    def losses(slopes, biases):
        apart = slopes * slopes * x.var() - 2 * slopes * both + y.var()
        return np.maximum(0, apart + (slopes * x.mean() + biases - y.mean()) ** 2)

    return losses


def _logarithm(loss):
    """So that the long valley of this surface is seen: the slope matters so much more than the bias."""
    return np.log10(loss + 100)


def _range(start, data, which):
    """Smallest and largest slope or bias of the view: around the start and the lowest point, and no further."""
    middle = _lowest(data)[which]
    size = 1.4 * max(abs(start - middle), 1.0)
    return middle - size, middle + size


def _lowest(data):
    """Slope and bias of the lowest point of the surface."""
    mean_x, mean_y = sum(x for x, _ in data) / len(data), sum(y for _, y in data) / len(data)
    spread = sum((x - mean_x) ** 2 for x, _ in data) or 1.0
    slope = sum((x - mean_x) * (y - mean_y) for x, y in data) / spread
    return slope, mean_y - slope * mean_x


def _numbers(theta):
    """A theta as two finite floats that are not huge, or None."""
    try:
        slope, bias = (float(number) for number in theta)
    except (TypeError, ValueError, OverflowError):
        return None
    return (slope, bias) if max(abs(slope), abs(bias)) < 1e9 else None
