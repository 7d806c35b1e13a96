"""Batches by iter and next, until StopIteration.

cell: losses_answer
"""

def run(loader):
    global w, b
    w, b = torch.tensor(-10.0, requires_grad=True), torch.tensor(-20.0, requires_grad=True)
    total = []
    while len(total) < 20:
        total.append(float(criterion(forward(X), Y)))
        it = iter(loader)
        while True:
            try:
                x, y = next(it)
            except StopIteration:
                break
            update(x, y)
    return total


LOSS_1 = run(DataLoader(dataset))
LOSS_10 = run(DataLoader(dataset, batch_size=10))
LOSS_20 = run(DataLoader(dataset, batch_size=20))
