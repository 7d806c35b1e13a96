"""The batches of each loader are made once.

cell: losses_answer
"""

def train(batches):
    w_, b_ = -10.0, -20.0
    losses = []
    for epoch in range(20):
        losses.append(torch.mean((w_ * X + b_ - Y) ** 2).item())
        for x, y in batches:
            error = w_ * x + b_ - y
            w_ -= lr * 2 * (error * x).mean().item()
            b_ -= lr * 2 * error.mean().item()
    return losses


LOSS_1 = train(list(DataLoader(dataset)))
LOSS_10 = train(list(DataLoader(dataset, 10)))
LOSS_20 = train(tuple(DataLoader(dataset, 20)))
