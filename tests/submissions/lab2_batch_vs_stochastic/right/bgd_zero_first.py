"""Zeroes before backward, in a while loop.

cell: bgd_answer
"""

LOSS_BGD = []
w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)
i = 0
while i < 20:
    w.grad = b.grad = None
    L = criterion(forward(X), Y)
    L.backward()
    w.data -= 0.1 * w.grad
    b.data -= 0.1 * b.grad
    LOSS_BGD += [L.item()]
    i += 1
