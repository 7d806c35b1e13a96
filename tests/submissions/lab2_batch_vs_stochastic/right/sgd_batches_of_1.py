"""Slices of one point.

cell: sgd_answer
"""

LOSS_SGD = []  # your twenty total losses go in here

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

for epoch in range(20):
    LOSS_SGD.append(criterion(forward(X), Y).item())
    for i in range(100):
        loss = criterion(forward(X[i:i+1]), Y[i:i+1])
        loss.backward()
        w.data = w.data - lr * w.grad.data
        b.data = b.data - lr * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()
