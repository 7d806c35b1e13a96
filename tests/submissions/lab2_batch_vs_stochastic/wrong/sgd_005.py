"""The factor 2 of the gradient is missing.

cell: sgd_answer
earns: {sgd: 1}
mistake: step size 0.05
"""

LOSS_SGD = []
w, b = -10.0, -20.0
for e in range(20):
    LOSS_SGD.append(((w * X + b - Y) ** 2).mean().item())
    for x, y in zip(X.view(-1).tolist(), Y.view(-1).tolist()):
        err = w * x + b - y
        w, b = w - 0.1 * err * x, b - 0.1 * err
