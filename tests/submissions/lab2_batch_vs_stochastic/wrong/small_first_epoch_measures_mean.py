"""The first epoch only measures, and the mean of the points' losses is recorded.

cell: small_answer
earns: {small: 1}
mistake: no update in the first epoch, and mean of the batch losses
"""

small_step = 0.01
LOSS_SMALL = []  # your twenty total losses go in here

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

for epoch in range(20):
    total = 0
    for x, y in zip(X, Y):
        loss = criterion(forward(x), y)
        total = total + loss.item()
        if epoch > 0:
            loss.backward()
            w.data = w.data - small_step * w.grad.data
            b.data = b.data - small_step * b.grad.data
            w.grad.data.zero_()
            b.grad.data.zero_()
    LOSS_SMALL.append(total / len(X))
