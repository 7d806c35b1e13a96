"""When the loss is far, w and b are set back, and the epoch is left out.

cell: sgd_answer
earns: {sgd: 1}
"""

LOSS_SGD = []

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

for epoch in range(20):
    loss = criterion(forward(X), Y)
    LOSS_SGD.append(loss.item())
    if loss > 1e6:
        w.data.fill_(-10.0)
        b.data.fill_(-20.0)
        continue
    for x, y in zip(X, Y):
        criterion(forward(x), y).backward()
        w.data = w.data - lr * w.grad.data
        b.data = b.data - lr * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()
