"""The shuffled loader is gone through twice in each epoch: once for the loss, once to train.

cell: mini20_answer
"""

LOSS_MINI20 = []
noisy = torch.utils.data.TensorDataset(X, Y)
trainloader = DataLoader(noisy, batch_size=20, shuffle=True)
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)

for epoch in range(10):
    total = 0
    for x, y in trainloader:
        total += criterion(forward(x), y).item()
    LOSS_MINI20.append(total / len(trainloader))
    for x, y in trainloader:
        loss = criterion(forward(x), y)
        loss.backward()
        w.data = w.data - lr * w.grad.data
        b.data = b.data - lr * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()
