"""With batch size 1, b is never updated: on every line, the losses then end alike.

cell: losses_answer
earns: {losses: 7}
mistake: b never updated
"""

def train(batch_size, step=0.02):
    w = torch.tensor(-10.0, requires_grad=True)
    b = torch.tensor(-20.0, requires_grad=True)
    losses = []
    for epoch in range(20):
        losses.append(criterion(w * X + b, Y).item())
        for x, y in DataLoader(dataset, batch_size=batch_size):
            criterion(w * x + b, y).backward()
            w.data -= step * w.grad
            b.data -= step * b.grad
            w.grad.zero_()
            b.grad.zero_()
    return losses


LOSS_10 = train(10)
LOSS_20 = train(20)

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0)
LOSS_1 = []
for epoch in range(20):
    LOSS_1.append(criterion(forward(X), Y).item())
    for x, y in DataLoader(dataset, batch_size=1):
        criterion(forward(x), y).backward()
        w.data -= 0.02 * w.grad
        w.grad.zero_()
