"""Y is drawn anew before the trainings; all else is right.

cell: losses_answer
earns: {losses: 6}
mistake: data drawn anew
"""

Y = f + NOISE * torch.randn(X.size())


def train(batch_size, epochs=20):
    global w, b
    w = torch.tensor(-10.0, requires_grad=True)
    b = torch.tensor(-20.0, requires_grad=True)
    loader = DataLoader(dataset, batch_size=batch_size)
    losses = []
    for epoch in range(epochs):
        losses.append(criterion(forward(X), Y).item())
        for x, y in loader:
            update(x, y)
    return losses


LOSS_1 = train(1)
LOSS_10 = train(10)
LOSS_20 = train(20)
