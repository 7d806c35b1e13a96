"""Gradient by hand, without its factor 2.

cell: mini20_answer
earns: {mini20: 3}
mistake: step size 0.05
"""

LOSS_MINI20 = []
w, b = -15.0, -10.0
for epoch in range(10):
    LOSS_MINI20.append(((w * X + b - Y) ** 2).mean().item())
    for x, y in DataLoader(dataset, batch_size=20):
        error = w * x + b - y
        w = w - 0.1 * (error * x).mean()
        b = b - 0.1 * error.mean()
