"""An optimizer, and zero_grad is never called.

cell: bgd_answer
earns: {bgd: 1}
mistake: gradients not zeroed
"""

LOSS_BGD = []
w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

optimizer = torch.optim.SGD([w, b], lr=lr)
for epoch in range(20):
    loss = criterion(forward(X), Y)
    LOSS_BGD.append(loss.item())
    loss.backward()
    optimizer.step()
