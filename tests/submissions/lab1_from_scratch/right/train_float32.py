"""An array of single precision.

cell: train_answer
"""

import numpy as np

theta = np.array(theta, dtype=np.float32)
path = np.empty((1000, 2), dtype=np.float32)
for epoch in range(1000):
    for batch in minibatches(data):
        xs, ys = np.array(batch, dtype=np.float32).T
        error = xs * theta[0] + theta[1] - ys
        theta = theta - np.float32(step_size) * 2 * np.array([(error * xs).mean(), error.mean()])
    path[epoch] = theta
