"""A tenth of lr, with an optimizer, and the losses in an array.

cell: small_answer
"""

import numpy as np

small_step = lr / 10
w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)
optimizer = torch.optim.SGD([{"params": [w]}, {"params": [b]}], lr=small_step)
LOSS_SMALL = np.zeros(20)
for epoch in range(20):
    LOSS_SMALL[epoch] = criterion(forward(X), Y)
    for x, y in zip(X, Y):
        optimizer.zero_grad(set_to_none=False)
        torch.nn.functional.mse_loss(forward(x), y).backward()
        optimizer.step()
