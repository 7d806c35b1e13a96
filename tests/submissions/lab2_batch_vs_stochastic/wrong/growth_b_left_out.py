"""Only w is updated.

cell: growth_answer
earns: {growth: 0}
mistake: b left out
"""

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)
before = forward(X[0]) - Y[0]
before.pow(2).mean().backward()
w.data -= lr * w.grad
growth = ((forward(X[0]) - Y[0]) / before).item()
