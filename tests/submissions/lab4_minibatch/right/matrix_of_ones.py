"""One vector of parameters, and a matrix with a column of ones; gradients by hand.

cell: mini20_answer
"""

A = torch.hstack([X, torch.ones(60, 1)])
theta = torch.tensor([[-15.0], [-10.0]])
LOSS_MINI20 = torch.zeros(10, 1)
for epoch in range(10):
    LOSS_MINI20[epoch] = ((A @ theta - Y) ** 2).mean()
    for rows in torch.arange(60).reshape(3, 20):
        theta = theta - lr * 2 * A[rows].T @ (A[rows] @ theta - f[rows]) / 20
