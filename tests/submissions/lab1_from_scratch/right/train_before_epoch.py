"""theta is written down before each epoch.

cell: train_answer
"""

path = []
for epoch in range(1000):
    path.append(theta)
    for batch in minibatches(data, batch_size=20):
        grad = vector_mean([linear_gradient(x, y, theta) for x, y in batch])
        theta = gradient_step(theta, grad, step_size)
