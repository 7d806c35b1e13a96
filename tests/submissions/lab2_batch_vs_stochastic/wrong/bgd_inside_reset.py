"""Start values in every epoch.

cell: bgd_answer
earns: {bgd: 1}
mistake: w and b never updated
"""

LOSS_BGD = []
for epoch in range(20):
    w = torch.tensor(-10.0, requires_grad=True)
    b = torch.tensor(-20.0, requires_grad=True)
    loss = criterion(forward(X), Y)
    LOSS_BGD.append(loss.item())
    loss.backward()
    w.data = w.data - lr * w.grad.data
    b.data = b.data - lr * b.grad.data
    w.grad.data.zero_()
    b.grad.data.zero_()
