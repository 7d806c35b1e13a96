"""A loader with a process of its own.

cell: mini20_answer
"""

LOSS_MINI20 = []
trainloader = DataLoader(dataset, batch_size=20, num_workers=1)
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
for epoch in range(10):
    LOSS_MINI20.append(criterion(forward(X), Y).item())
    for x, y in trainloader:
        criterion(forward(x), y).backward()
        w.data -= lr * w.grad
        b.data -= lr * b.grad
        w.grad = b.grad = None
