"""An order from torch in each epoch, and tensors for the sums.

cell: train_answer
"""

import torch

pairs = torch.tensor(data, dtype=torch.float64)
theta = torch.tensor(theta, dtype=torch.float64)
path = []
for epoch in range(1000):
    for rows in torch.randperm(len(pairs)).split(20):
        x, y = pairs[rows].T
        error = theta[0] * x + theta[1] - y
        theta = theta - step_size * 2 * torch.stack([(error * x).mean(), error.mean()])
    path.append(theta)
