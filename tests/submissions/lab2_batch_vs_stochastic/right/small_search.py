"""Tries several step sizes, keeps the best.

cell: small_answer
"""

best = None
for step in [0.1, 0.03, 0.01, 0.003, 0.001]:
    w = torch.tensor(-10.0, requires_grad=True)
    b = torch.tensor(-20.0, requires_grad=True)
    losses = []
    for epoch in range(20):
        losses.append(criterion(forward(X), Y).item())
        for x, y in zip(X, Y):
            criterion(forward(x), y).backward()
            w.data = w.data - step * w.grad.data
            b.data = b.data - step * b.grad.data
            w.grad.data.zero_()
            b.grad.data.zero_()
    if best is None or losses[-1] < best:
        best, small_step, LOSS_SMALL = losses[-1], step, losses
