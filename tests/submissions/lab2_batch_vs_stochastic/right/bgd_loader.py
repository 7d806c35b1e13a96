"""One batch of all points from a DataLoader.

cell: bgd_answer
"""

from torch.utils.data import DataLoader, TensorDataset
loader = DataLoader(TensorDataset(X, Y), batch_size=len(X), shuffle=True)
LOSS_BGD = []
w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)
for epoch in range(20):
    LOSS_BGD.append(criterion(forward(X), Y).item())
    for x, y in loader:
        criterion(forward(x), y).backward()
        w.data = w.data - lr * w.grad.data
        b.data = b.data - lr * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()
