"""The first epoch only measures, and the mean of the batch losses is recorded.

cell: losses_answer
earns: {losses: 3}
mistake: no update in the first epoch, and mean of the batch losses
"""

def train(batch_size, epochs=20):
    global w, b
    w = torch.tensor(-10.0, requires_grad=True)
    b = torch.tensor(-20.0, requires_grad=True)
    loader = DataLoader(dataset, batch_size=batch_size)
    losses = []
    for epoch in range(epochs):
        total = 0.0
        for x, y in loader:
            total += criterion(forward(x), y).item()
            if epoch > 0:
                update(x, y)
        losses.append(total / len(loader))
    return losses


LOSS_1 = train(1)
LOSS_10 = train(10)
LOSS_20 = train(20)
