"""The mean of the losses of the points.

cell: sgd_answer
earns: {sgd: 3}
mistake: mean of the batch losses
"""

LOSS_SGD = []  # your twenty total losses go in here

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

for epoch in range(20):
    total = 0
    for x, y in zip(X, Y):
        loss = criterion(forward(x), y)
        total += loss.item()
        loss.backward()
        w.data = w.data - lr * w.grad.data
        b.data = b.data - lr * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()
    LOSS_SGD.append(total / len(X))
