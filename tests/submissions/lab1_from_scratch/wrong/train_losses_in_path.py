"""Losses instead of thetas.

cell: train_answer
earns: {train: 2}
mistake: other things
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
    path.append(sum((theta[0] * x + theta[1] - y) ** 2 for x, y in data) / 100)
