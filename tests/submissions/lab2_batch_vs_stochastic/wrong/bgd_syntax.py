"""A colon is missing: nothing of the cell runs.

cell: bgd_answer
earns: {bgd: 0}
mistake: stopped with SyntaxError
"""

LOSS_BGD = []  # your twenty total losses go in here

w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

for epoch in range(20)
    loss = criterion(forward(X), Y)
    LOSS_BGD.append(loss.item())
    loss.backward()
    w.data = w.data - lr * w.grad.data
    b.data = b.data - lr * b.grad.data
    w.grad.data.zero_()
    b.grad.data.zero_()
