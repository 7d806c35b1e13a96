"""Brackets are missing: after - before / before.

cell: growth_answer
earns: {growth: 0}
"""

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

before = (forward(X[0]) - Y[0]).item()
loss = criterion(forward(X[0]), Y[0])
loss.backward()
w.data = w.data - lr * w.grad.data
b.data = b.data - lr * b.grad.data
after = (forward(X[0]) - Y[0]).item()
growth = after - before / before
