"""The root of the loss after by the loss before.

cell: growth_answer
"""

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)
first = criterion(forward(X[0]), Y[0])
first.backward()
w.data -= lr * w.grad
b.data -= lr * b.grad
growth = torch.sqrt(criterion(forward(X[0]), Y[0]) / first)
