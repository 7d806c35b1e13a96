"""No loader: numpy shuffles the points, with a generator that has no seed.

cell: mini20_answer
"""

import numpy as np

rng = np.random.default_rng()
LOSS_MINI20 = []
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
for epoch in range(10):
    LOSS_MINI20.append(criterion(forward(X), Y).item())
    order = rng.permutation(len(X))
    for start in range(0, len(X), 20):
        chosen = torch.from_numpy(order[start:start + 20])
        criterion(forward(X[chosen]), f[chosen]).backward()
        w.data = w.data - lr * w.grad.data
        b.data = b.data - lr * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()
