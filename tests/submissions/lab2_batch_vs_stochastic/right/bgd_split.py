"""Over several cells, and one of them raises.

cell: bgd_answer
"""

LOSS_BGD = []
# %%
w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)
# %%
print(lost)
# %%
for epoch in range(20):
    loss = criterion(forward(X), Y)
    LOSS_BGD.append(loss.item())
    loss.backward()
    w.data = w.data - lr * w.grad.data
    b.data = b.data - lr * b.grad.data
    w.grad.data.zero_()
    b.grad.data.zero_()
