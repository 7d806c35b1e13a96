"""No loader: a random permutation in each epoch, in batches of 20.

cell: mini20_answer
"""

LOSS_MINI20 = []
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
for epoch in range(10):
    LOSS_MINI20.append(criterion(forward(X), Y).item())
    perm = torch.randperm(60)
    for part in perm.split(20):
        loss = criterion(forward(X[part]), f[part])
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = b.grad = None
