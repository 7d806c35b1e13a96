"""numpy in single precision.

cell: sgd_answer
"""

import numpy as np

xs, ys = X.numpy().flatten(), Y.numpy().flatten()
w_, b_, step = np.float32(-10), np.float32(-20), np.float32(lr)
LOSS_SGD = []
for epoch in range(20):
    LOSS_SGD.append(float(np.mean((w_ * xs + b_ - ys) ** 2)))
    for x, y in zip(xs, ys):
        g = np.float32(2) * (w_ * x + b_ - y)
        w_, b_ = w_ - step * g * x, b_ - step * g
