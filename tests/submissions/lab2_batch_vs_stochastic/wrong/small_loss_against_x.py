"""The total loss compares the predictions with X.

cell: small_answer
earns: {small: 1}
mistake: loss against X
"""

small_step = 0.01
LOSS_SMALL = []  # your twenty total losses go in here

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

for epoch in range(20):
    LOSS_SMALL.append(criterion(forward(X), X).item())
    for x, y in zip(X, Y):
        loss = criterion(forward(x), y)
        loss.backward()
        w.data = w.data - small_step * w.grad.data
        b.data = b.data - small_step * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()
