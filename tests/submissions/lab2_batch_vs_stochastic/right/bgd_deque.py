"""A deque in place of a list.

cell: bgd_answer
"""

from collections import deque

LOSS_BGD = deque()
w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)
for epoch in range(20):
    loss = criterion(forward(X), Y)
    LOSS_BGD.append(loss.item())
    gw, gb = torch.autograd.grad(loss, (w, b))
    with torch.no_grad():
        w -= lr * gw
        b -= lr * gb
