"""A list of batches, made once and used in each epoch.

cell: train_answer
"""

path = []
batches = list(minibatches(data, 20))
for epoch in range(1000):
    for batch in batches:
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
    path.append(theta)
