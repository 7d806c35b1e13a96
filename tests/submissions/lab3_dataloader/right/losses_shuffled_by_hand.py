"""Shuffled by hand.

cell: losses_answer
"""

def train(batch_size, epochs=20):
    global w, b
    w = torch.tensor(-10.0, requires_grad=True)
    b = torch.tensor(-20.0, requires_grad=True)
    losses = []
    for epoch in range(epochs):
        losses.append(criterion(forward(X), Y).item())
        order = torch.randperm(len(X))
        for i in range(0, len(X), batch_size):
            now = order[i:i + batch_size]
            update(X[now], Y[now])
    return losses


LOSS_1 = train(1)
LOSS_10 = train(10)
LOSS_20 = train(20)
