"""The points are shuffled by numpy, with a generator that has no seed.

cell: small_answer
"""

import numpy as np

rng = np.random.default_rng()
small_step = 0.01
LOSS_SMALL = []
w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

for epoch in range(20):
    LOSS_SMALL.append(criterion(forward(X), Y).item())
    for i in rng.permutation(len(X)):
        loss = criterion(forward(X[i]), Y[i])
        loss.backward()
        w.data = w.data - small_step * w.grad.data
        b.data = b.data - small_step * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()
