"""Batch gradient descent.

cell: train_answer
earns: {train: 1}
mistake: all points at once
"""

path = []
for epoch in range(1000):
    grads = [linear_gradient(x, y, theta) for x, y in data]
    theta = gradient_step(theta, vector_mean(grads), step_size)
    path.append(theta)
