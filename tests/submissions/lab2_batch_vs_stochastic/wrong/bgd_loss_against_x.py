"""The total loss compares the predictions with X.

cell: bgd_answer
earns: {bgd: 3}
mistake: loss against X
"""

LOSS_BGD = []  # your twenty total losses go in here

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

for epoch in range(20):
    LOSS_BGD.append(criterion(forward(X), X).item())
    loss = criterion(forward(X), Y)
    loss.backward()
    w.data = w.data - lr * w.grad.data
    b.data = b.data - lr * b.grad.data
    w.grad.data.zero_()
    b.grad.data.zero_()
