"""No loader: pieces by split, gone through with zip.

cell: mini20_answer
"""

LOSS_MINI20 = []
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
for epoch in range(10):
    LOSS_MINI20.append(criterion(forward(X), Y).item())
    for x, y in zip(X.split(20), torch.chunk(dataset.y, 3)):
        criterion(forward(x), y).backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
            w.grad.zero_()
            b.grad.zero_()
