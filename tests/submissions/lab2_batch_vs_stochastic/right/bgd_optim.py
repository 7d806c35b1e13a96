"""An optimizer of torch does the steps.

cell: bgd_answer
"""

LOSS_BGD = []
w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

optimizer = torch.optim.SGD([w, b], lr=lr)
for epoch in range(20):
    optimizer.zero_grad()
    loss = criterion(forward(X), Y)
    loss.backward()
    optimizer.step()
    LOSS_BGD.append(loss.item())
