"""Gradient worked out by hand, in numpy, float64, slices in order.

cell: mini20_answer
"""

import numpy as np

x_all = X.numpy().astype(np.float64).ravel()
y_true = SLOPE * x_all + BIAS
y_all = Y.numpy().astype(np.float64).ravel()
w_np, b_np = -15.0, -10.0
history = np.zeros(10)
for epoch in range(10):
    history[epoch] = np.mean((w_np * x_all + b_np - y_all) ** 2)
    for start in range(0, 60, 20):
        xb, yb = x_all[start:start + 20], y_true[start:start + 20]
        error = w_np * xb + b_np - yb
        w_np, b_np = w_np - 0.1 * 2 * np.mean(error * xb), b_np - 0.1 * 2 * np.mean(error)
LOSS_MINI20 = history
