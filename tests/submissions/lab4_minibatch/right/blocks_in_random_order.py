"""No loader: the three blocks of 20 points, in an order of their own in each epoch.

cell: mini20_answer
"""

import random

LOSS_MINI20 = []
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
for epoch in range(10):
    LOSS_MINI20.append(criterion(forward(X), Y).item())
    starts = [0, 20, 40]
    random.shuffle(starts)
    for s in starts:
        loss = criterion(forward(X[s:s+20]), Y[s:s+20])
        loss.backward()
        w.data = w.data - lr * w.grad.data
        b.data = b.data - lr * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()
