"""Thirty updates in one loop; the batches come round, shuffled once.

cell: mini20_answer
"""

from itertools import cycle

LOSS_MINI20 = []
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
batches = cycle(DataLoader(dataset, batch_size=20, shuffle=True))
for step in range(30):
    if step % 3 == 0:
        LOSS_MINI20.append(criterion(forward(X), Y).item())
    x, y = next(batches)
    criterion(forward(x), y).backward()
    w.data -= lr * w.grad
    b.data -= lr * b.grad
    w.grad = b.grad = None
