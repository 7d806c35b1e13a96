"""A generator that trains, and yields the total loss of each epoch.

cell: mini20_answer
"""

def losses_of(loader, epochs):
    w = torch.tensor(-15.0, requires_grad=True)
    b = torch.tensor(-10.0, requires_grad=True)
    for epoch in range(epochs):
        yield criterion(w * X + b, Y).item()
        for x, y in loader:
            loss = criterion(w * x + b, y)
            grad_w, grad_b = torch.autograd.grad(loss, [w, b])
            w = (w - lr * grad_w).detach().requires_grad_()
            b = (b - lr * grad_b).detach().requires_grad_()


LOSS_MINI20 = list(losses_of(DataLoader(dataset, 20), 10))
