"""Epochs and losses, unpacked the wrong way round.

cell: bgd_answer
earns: {bgd: 0}
mistake: epochs and losses swapped
"""

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

def train():
    losses = []
    for epoch in range(20):
        loss = criterion(forward(X), Y)
        losses.append(loss.item())
        loss.backward()
        w.data = w.data - lr * w.grad.data
        b.data = b.data - lr * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()
    return losses, list(range(20))

_, LOSS_BGD = train()
