"""An update with all the points.

cell: growth_answer
earns: {growth: 0}
mistake: update with all the points
"""

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)
before = (forward(X[0]) - Y[0]).item()
criterion(forward(X), Y).backward()
w.data = w.data - lr * w.grad.data
b.data = b.data - lr * b.grad.data
w.grad.data.zero_()
b.grad.data.zero_()
growth = (forward(X[0]) - Y[0]).item() / before
