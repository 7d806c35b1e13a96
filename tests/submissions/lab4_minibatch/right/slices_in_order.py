"""No loader: slices of 20, in order, on the noisy data.

cell: mini20_answer
"""

LOSS_MINI20 = []
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
batch = 20
for epoch in range(10):
    LOSS_MINI20.append(float(criterion(forward(X), Y)))
    for i in range(0, len(X), batch):
        loss = criterion(forward(X[i:i + batch]), Y[i:i + batch])
        loss.backward()
        w.data -= 0.1 * w.grad
        b.data -= 0.1 * b.grad
        w.grad.zero_(); b.grad.zero_()
