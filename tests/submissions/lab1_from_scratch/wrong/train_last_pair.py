"""The gradient of the last pair.

cell: train_answer
earns: {train: 1}
mistake: last pair of each batch
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        for x, y in batch:
            grad = linear_gradient(x, y, theta)
        theta = gradient_step(theta, grad, step_size)
    path.append(theta)
