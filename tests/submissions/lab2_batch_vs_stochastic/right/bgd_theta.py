"""One vector of parameters, and a matrix with a column of ones.

cell: bgd_answer
"""

A = torch.cat([X, torch.ones_like(X)], dim=1)
theta = torch.tensor([[-10.0], [-20.0]])
LOSS_BGD = []
for epoch in range(20):
    residual = A @ theta - Y
    LOSS_BGD.append((residual.T @ residual / len(X)).item())
    theta = theta - lr * 2 / len(X) * A.T @ residual
