"""Batch gradient descent again, with the small step.

cell: small_answer
earns: {small: 1}
mistake: batch size 100
"""

small_step = 0.01
LOSS_SMALL = []  # your twenty total losses go in here

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

for epoch in range(20):
    loss = criterion(forward(X), Y)
    LOSS_SMALL.append(loss.item())
    loss.backward()
    w.data = w.data - small_step * w.grad.data
    b.data = b.data - small_step * b.grad.data
    w.grad.data.zero_()
    b.grad.data.zero_()
