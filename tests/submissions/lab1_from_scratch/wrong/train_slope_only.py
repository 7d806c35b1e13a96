"""Only the slope is changed.

cell: train_answer
earns: {train: 1}
mistake: bias never changed
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        g = vector_mean([linear_gradient(x, y, theta) for x, y in batch])
        theta = [theta[0] - step_size * g[0], theta[1]]
    path.append(theta)
