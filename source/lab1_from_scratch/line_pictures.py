"""Pictures of gradient descent on a line with two parameters, theta = [slope, bias].

Everything here only draws: a picture never stops a notebook, whatever it is given.
"""

import math

from matplotlib import pyplot as plt

# Okabe and Ito's colours, and the map "cividis", can be told apart by colour-blind people too.
DATA, START, PATH, END, SURFACE = "black", "#D55E00", "white", "#56B4E9", "cividis"
SIZE = (10, 4.2)  # inches: as wide as a notebook
STEPS = 40  # the surface is computed for so many slopes, and as many biases
LINES = 5  # lines of the path that are drawn on the left, besides the first and the last


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
    plt.plot(numbers, [function(number) for number in numbers], color=END)
    plt.plot(walk, [function(number) for number in walk], "o-", color=START)
    plt.xlabel("number")
    plt.ylabel("height")
    plt.show()


def total_loss(theta, data):
    """The mean squared error of the line `theta` = [slope, bias] on `data`, a list of pairs (x, y)."""
    slope, bias = theta
    return sum((slope * x + bias - y) ** 2 for x, y in data) / len(data)


def show_path(path, data):
    """Draw the path of theta: the lines on the data at the left, the same on the error surface at the right.

    Args:
        path: a list of thetas, each [slope, bias], in order; what is not two numbers is left out.
        data: a list of pairs (x, y), on which the surface is computed.
    """
    path = [theta for theta in map(_numbers, path) if theta is not None]
    if not path:
        print("There is nothing to draw yet: the path is empty.")
        return
    _, (left, right) = plt.subplots(1, 2, figsize=SIZE, layout="constrained")
    _draw_lines(left, path, data)
    _draw_surface(right, path, data)
    plt.show()


def _draw_lines(axes, path, data):
    """A few lines of the path, and the data; the first and the last line stand out."""
    ends = [min(x for x, _ in data), max(x for x, _ in data)]
    heights = [y for _, y in data]
    between = [path[min(2**k, len(path) - 1)] for k in range(LINES)] if len(path) > 2 else []
    looks = [(path[0], START, "--", "start"), *((theta, "#999999", "-", None) for theta in between)]
    if len(path) > 1:
        looks.append((path[-1], END, "-", "end"))
    for (slope, bias), color, style, label in looks:
        axes.plot(ends, [slope * x + bias for x in ends], style, color=color, linewidth=2, label=label)
    axes.plot([x for x, _ in data], heights, ".", color=DATA, markersize=3, label="data")
    reach = max(map(abs, heights)) or 1.0
    axes.set(xlabel="x", ylabel="y", title="Lines", ylim=(-1.3 * reach, 1.3 * reach))
    axes.legend(loc="upper left")


def _draw_surface(axes, path, data):
    """The surface from above, with the path on it."""
    slopes, biases = _range([t[0] for t in path], data, 0), _range([t[1] for t in path], data, 1)
    loss = [[math.log10(total_loss((slope, bias), data) + 1) for slope in slopes] for bias in biases]
    axes.contourf(slopes, biases, loss, levels=20, cmap=SURFACE)
    inside = [t for t in path if slopes[0] <= t[0] <= slopes[-1] and biases[0] <= t[1] <= biases[-1]]
    axes.plot([t[0] for t in inside], [t[1] for t in inside], ".-", color=PATH, linewidth=1, markersize=3)
    axes.plot(*path[0], "s", color=START, markeredgecolor="black", markersize=9, label="start")
    if len(path) > 1 and path[-1] in inside:
        axes.plot(*path[-1], "D", color=END, markeredgecolor="black", markersize=9, label="end")
    axes.set(xlabel="slope", ylabel="bias", title="Error surface: dark is a small loss")
    axes.set(xlim=(slopes[0], slopes[-1]), ylim=(biases[0], biases[-1]))
    axes.legend(loc="upper right")


def _range(numbers, data, which):
    """Slopes or biases for the surface: around the start and the lowest point, and no further."""
    middle = _lowest(data)[which]
    size = 1.4 * max(abs(numbers[0] - middle), 1.0)
    return [middle + size * (2 * step / (STEPS - 1) - 1) for step in range(STEPS)]


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
