"""5000 epochs, each of them one step on the mean gradient of all points.

cell: train_answer
earns: {train: 2}
mistake: 5000 epochs, all points at once
"""

path = []
for epoch in range(5000):
    grad = vector_mean([linear_gradient(x, y, theta) for x, y in data])
    theta = gradient_step(theta, grad, step_size)
    path.append(theta)
