"""Batches of 10 from a loader add up their gradients; one update an epoch.

cell: bgd_answer
"""

from torch.utils.data import DataLoader, TensorDataset

LOSS_BGD = []
w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)
loader = DataLoader(TensorDataset(X, Y), batch_size=10, shuffle=True)
for epoch in range(20):
    loss = 0
    for x, y in loader:
        loss = loss + criterion(forward(x), y) * len(x) / len(X)
    LOSS_BGD.append(loss.item())
    loss.backward()
    w.data -= lr * w.grad.data
    b.data -= lr * b.grad.data
    w.grad, b.grad = None, None
