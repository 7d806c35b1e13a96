"""Batch size 10 with ten times the step size, which is what a summed gradient amounts to.

cell: losses_answer
earns: {losses: 7}
mistake: gradient summed, or step size 0.2
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


LOSS_1 = train(1)
LOSS_10 = train(10, step=0.2)
LOSS_20 = train(20)
