"""Gradient by hand, without its factor 2; shuffled by the loader, recorded after each epoch.

cell: mini20_answer
earns: {mini20: 3}
mistake: step size 0.05
"""

LOSS_MINI20 = []
w, b = -15.0, -10.0
trainloader = DataLoader(dataset, batch_size=20, shuffle=True)
for epoch in range(10):
    for x, y in trainloader:
        error = w * x + b - y
        w = w - lr * (error * x).mean().item()
        b = b - lr * error.mean().item()
    LOSS_MINI20.append(((w * X + b - Y) ** 2).mean().item())
