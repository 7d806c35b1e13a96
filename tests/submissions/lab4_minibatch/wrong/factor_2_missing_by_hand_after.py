"""Gradient by hand, without its factor 2; shuffled by hand, on the noisy data, recorded after each epoch.

cell: mini20_answer
earns: {mini20: 3}
"""

LOSS_MINI20 = []
w, b = -15.0, -10.0
for epoch in range(10):
    for part in torch.randperm(len(X)).split(20):
        x, y = X[part], Y[part]
        error = w * x + b - y
        w = w - lr * (error * x).mean().item()
        b = b - lr * error.mean().item()
    LOSS_MINI20.append(((w * X + b - Y) ** 2).mean().item())
