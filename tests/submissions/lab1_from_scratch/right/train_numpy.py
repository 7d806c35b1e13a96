"""Arrays of numpy.

cell: train_answer
"""

import numpy as np
path = []
theta = np.array(theta)
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        g = np.mean([linear_gradient(x, y, theta) for x, y in batch], axis=0)
        theta = theta - 0.001 * g
    path.append(theta)
