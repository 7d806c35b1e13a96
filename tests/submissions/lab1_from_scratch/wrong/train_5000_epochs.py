"""5000 epochs of the right training.

cell: train_answer
earns: {train: 4}
mistake: 5000 epochs
"""

path = []
for epoch in range(5000):
    for batch in minibatches(data, batch_size=20):
        grad = vector_mean([linear_gradient(x, y, theta) for x, y in batch])
        theta = gradient_step(theta, grad, step_size)
    path.append(theta)
