"""Each prediction is compared with all of Y, and the loss is recorded after each epoch.

cell: sgd_answer
earns: {sgd: 1}
mistake: each prediction compared with every y
"""

LOSS_SGD = []  # your twenty total losses go in here

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

for epoch in range(20):
    for x, y in zip(X, Y):
        loss = criterion(forward(x), Y)
        loss.backward()
        w.data = w.data - lr * w.grad.data
        b.data = b.data - lr * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()
    LOSS_SGD.append(criterion(forward(X), Y).item())
