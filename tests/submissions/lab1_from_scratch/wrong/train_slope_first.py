"""The bias's gradient is taken after the slope's step.

cell: train_answer
earns: {train: 3}
mistake: slope changed too early
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        grad = vector_mean([linear_gradient(x, y, theta) for x, y in batch])
        theta = [theta[0] - step_size * grad[0], theta[1]]
        grad = vector_mean([linear_gradient(x, y, theta) for x, y in batch])
        theta = [theta[0], theta[1] - step_size * grad[1]]
    path.append(theta)
