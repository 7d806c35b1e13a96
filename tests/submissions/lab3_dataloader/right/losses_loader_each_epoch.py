"""A loader made anew in each epoch.

cell: losses_answer
"""

def train(batch_size, epochs=20):
    global w, b
    w = torch.tensor(-10.0, requires_grad=True)
    b = torch.tensor(-20.0, requires_grad=True)
    losses = []
    for epoch in range(epochs):
        losses.append(criterion(forward(X), Y).item())
        for x, y in DataLoader(dataset, batch_size):
            update(x, y)
    return losses


LOSS_1 = train(1)
LOSS_10 = train(10)
LOSS_20 = train(20)
