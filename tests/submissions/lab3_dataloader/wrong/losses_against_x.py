"""The total losses compare the predictions with X.

cell: losses_answer
earns: {losses: 6}
mistake: loss against X
"""

def train(batch_size, epochs=20):
    global w, b
    w = torch.tensor(-10.0, requires_grad=True)
    b = torch.tensor(-20.0, requires_grad=True)
    loader = DataLoader(dataset, batch_size=batch_size)
    losses = []
    for epoch in range(epochs):
        losses.append(criterion(forward(X), X).item())
        for x, y in loader:
            update(x, y)
    return losses


LOSS_1 = train(1)
LOSS_10 = train(10)
LOSS_20 = train(20)
