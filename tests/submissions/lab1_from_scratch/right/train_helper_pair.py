"""Helpers with plain names, which are needed to the end.

cell: train_answer
"""

def pair(batch):
    return vector_mean([linear_gradient(x, y, theta) for x, y in batch])

points, length, corners = list(data), len(data), step_size
path = []
for epoch in range(1000):
    for batch in minibatches(points, length // 5):
        theta = gradient_step(theta, pair(batch), corners)
    path.append(theta)
