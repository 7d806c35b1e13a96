"""5000 epochs, each of them one step on one new batch.

cell: train_answer
earns: {train: 2}
mistake: 5000 epochs, first batch only
"""

path = []
for epoch in range(5000):
    batch = next(minibatches(data, batch_size=20))
    grad = vector_mean([linear_gradient(x, y, theta) for x, y in batch])
    theta = gradient_step(theta, grad, step_size)
    path.append(theta)
