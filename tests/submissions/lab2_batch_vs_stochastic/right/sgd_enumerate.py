"""enumerate over X, and the y of the same number.

cell: sgd_answer
"""

LOSS_SGD = []
w = torch.tensor(-10.0, requires_grad=True)
b = torch.tensor(-20.0, requires_grad=True)

for epoch in range(20):
    total_loss = criterion(forward(X), Y)
    LOSS_SGD.append(total_loss.item())
    for i, x in enumerate(X):
        y = Y[i]
        yhat = forward(x)
        loss = criterion(yhat, y)
        loss.backward()
        w.data = w.data - lr * w.grad.data
        b.data = b.data - lr * b.grad.data
        w.grad.data.zero_()
        b.grad.data.zero_()
