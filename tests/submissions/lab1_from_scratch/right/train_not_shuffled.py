"""The batches come in the order of the data.

cell: train_answer
"""

path = []  # the theta after each epoch goes in here
for epoch in range(1000):
    for batch in minibatches(data, 20, False):
        grad = vector_mean([linear_gradient(x, y, theta) for x, y in batch])
        theta = gradient_step(theta, grad, step_size)
    path.append(theta)
