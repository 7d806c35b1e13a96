"""Compares the losses, computed.

cell: growth_answer
earns: {growth: 0}
mistake: growth of the loss
"""

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)
l = criterion(forward(X[0]), Y[0])
l.backward()
w.data = w.data - lr * w.grad.data
b.data = b.data - lr * b.grad.data
w.grad.data.zero_()
b.grad.data.zero_()
growth = criterion(forward(X[0]), Y[0]).item() / l.item()
