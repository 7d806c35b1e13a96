"""Y is drawn anew before training; all else is right.

cell: bgd_answer
earns: {bgd: 3}
mistake: data drawn anew
"""

Y = f + NOISE * torch.randn(X.size())
LOSS_BGD = []  # your twenty total losses go in here

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

for epoch in range(20):
    loss = criterion(forward(X), Y)
    LOSS_BGD.append(loss.item())
    loss.backward()
    w.data = w.data - lr * w.grad.data
    b.data = b.data - lr * b.grad.data
    w.grad.data.zero_()
    b.grad.data.zero_()
