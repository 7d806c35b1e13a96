"""The step size is halved until the last loss is small.

cell: small_answer
"""

def train(step):
    global w, b
    w = torch.tensor(-10.0, requires_grad=True)
    b = torch.tensor(-20.0, requires_grad=True)
    losses = []
    for epoch in range(20):
        losses.append(criterion(forward(X), Y).item())
        for x, y in zip(X, Y):
            criterion(forward(x), y).backward()
            w.data -= step * w.grad
            b.data -= step * b.grad
            w.grad = b.grad = None
    return losses


small_step = lr
LOSS_SMALL = train(small_step)
while not LOSS_SMALL[-1] < 0.5:
    small_step /= 2
    LOSS_SMALL = train(small_step)
print(small_step)
