"""torch finds the gradient.

cell: gradient_answer
"""

import torch

def linear_gradient(x, y, theta):
    t = torch.tensor([float(theta[0]), float(theta[1])], requires_grad=True)
    loss = (t[0] * x + t[1] - y) ** 2
    loss.backward()
    return t.grad.tolist()
