"""No loader: the points are shuffled once, before training; loss after each epoch.

cell: mini20_answer
"""

import random

LOSS_MINI20 = []
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
order = list(range(60))
random.shuffle(order)
batches = [order[:20], order[20:40], order[40:]]
for epoch in range(10):
    for batch in batches:
        loss = criterion(forward(X[batch]), Y[batch])
        loss.backward()
        w.data = w.data - lr * w.grad.data
        b.data = b.data - lr * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()
    LOSS_MINI20.append(criterion(forward(X), Y).item())
