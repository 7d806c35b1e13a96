"""A tensor of a class of its own.

cell: gradient_answer
"""

import torch


class Gradient(torch.Tensor):
    pass


def linear_gradient(x, y, theta):
    error = theta[0] * x + theta[1] - y
    return torch.tensor([2 * error * x, 2 * error], dtype=torch.float64).as_subclass(Gradient)
