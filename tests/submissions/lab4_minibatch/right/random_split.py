"""All points by random_split, then in batches.

cell: mini20_answer
"""

from torch.utils.data import random_split

train_set, rest = random_split(dataset, [60, 0])
loader = DataLoader(train_set, batch_size=20)
LOSS_MINI20 = []
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
for epoch in range(10):
    LOSS_MINI20.append(criterion(forward(X), Y).item())
    for x, y in loader:
        criterion(forward(x), y).backward()
        w.data -= lr * w.grad
        b.data -= lr * b.grad
        w.grad.zero_()
        b.grad.zero_()
