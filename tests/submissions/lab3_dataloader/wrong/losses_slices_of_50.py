"""Slices by hand, and of 50 in the place of 10.

cell: losses_answer
earns: {losses: 7}
mistake: batch size 50
"""

def train(batch_size, epochs=20):
    global w, b
    w = torch.tensor(-10.0, requires_grad=True)
    b = torch.tensor(-20.0, requires_grad=True)
    losses = []
    for epoch in range(epochs):
        losses.append(criterion(forward(X), Y).item())
        for i in range(0, len(X), batch_size):
            update(X[i:i + batch_size], Y[i:i + batch_size])
    return losses


LOSS_1 = train(1)
LOSS_10 = train(50)
LOSS_20 = train(20)
