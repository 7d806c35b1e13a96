"""The targets come in the reverse order.

cell: sgd_answer
earns: {sgd: 1}
mistake: wrong targets
"""

LOSS_SGD = []  # your twenty total losses go in here

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

for epoch in range(20):
    LOSS_SGD.append(criterion(forward(X), Y).item())
    for x, y in zip(X, Y.flip(0)):
        loss = criterion(forward(x), y)
        loss.backward()
        w.data = w.data - lr * w.grad.data
        b.data = b.data - lr * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()
