"""A function that trains one epoch, and a list comprehension.

cell: mini20_answer
"""

w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
loader = DataLoader(dataset, batch_size=20)


def one_epoch():
    before = criterion(forward(X), Y).item()
    for x, y in loader:
        criterion(forward(x), y).backward()
        for p in (w, b):
            p.data -= lr * p.grad
            p.grad = None
    return before


LOSS_MINI20 = [one_epoch() for _ in range(10)]
