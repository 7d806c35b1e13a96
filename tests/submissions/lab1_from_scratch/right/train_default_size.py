"""batch_size by its default.

cell: train_answer
"""

path = []  # the theta after each epoch goes in here
for epoch in range(1000):
    for batch in minibatches(data):
        grad = vector_mean([linear_gradient(x, y, theta) for x, y in batch])
        theta = gradient_step(theta, grad, step_size)
    path.append(theta)
