"""2000 epochs, each of them one step on the mean gradient of all points: too few.

cell: train_answer
earns: {train: 0}
mistake: 2000 epochs, all points at once
"""

path = []
for epoch in range(2000):
    grads = []
    for x, y in data:
        grads.append(linear_gradient(x, y, theta))
    theta = gradient_step(theta, vector_mean(grads), step_size)
    path.append(theta)
