"""The function is called and returns its losses, which are given no name.

cell: mini20_answer
earns: {mini20: 0, loss_plot: 2.5}
mistake: empty list
"""

LOSS_MINI20 = []  # your ten total losses go in here


def train(loader, epochs):
    losses = []
    for epoch in range(epochs):
        losses.append(criterion(forward(X), Y).item())
        for x, y in loader:
            loss = criterion(forward(x), y)
            loss.backward()
            w.data = w.data - lr * w.grad.data
            b.data = b.data - lr * b.grad.data
            w.grad.data.zero_()
            b.grad.data.zero_()
    return losses


w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
train(DataLoader(dataset, batch_size=20), 10)
