"""Functional style: w and b are passed in and returned, gradients come from autograd.grad.

cell: mini20_answer
"""

LOSS_MINI20 = []


def step(w, b, x, y, lr=0.1):
    w, b = w.detach().requires_grad_(), b.detach().requires_grad_()
    loss = torch.mean((w * x + b - y) ** 2)
    dw, db = torch.autograd.grad(loss, [w, b])
    return w - lr * dw, b - lr * db


w20, b20 = torch.tensor(-15.0), torch.tensor(-10.0)
for epoch in range(10):
    LOSS_MINI20.append(torch.mean((w20 * X + b20 - Y) ** 2).item())
    for x, y in DataLoader(dataset, batch_size=20):
        w20, b20 = step(w20, b20, x, y)
