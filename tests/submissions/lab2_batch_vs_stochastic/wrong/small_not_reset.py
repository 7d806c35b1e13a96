"""w and b stay where the last training left them.

cell: small_answer
earns: {small: 1}
mistake: w and b not reset
"""

small_step = 0.01
LOSS_SMALL = []  # your twenty total losses go in here


for epoch in range(20):
    LOSS_SMALL.append(criterion(forward(X), Y).item())
    for x, y in zip(X, Y):
        loss = criterion(forward(x), y)
        loss.backward()
        w.data = w.data - small_step * w.grad.data
        b.data = b.data - small_step * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()
