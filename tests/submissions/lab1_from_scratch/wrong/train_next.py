"""next of the generator.

cell: train_answer
earns: {train: 1}
mistake: first batch only
"""

path = []
for epoch in range(1000):
    batch = next(minibatches(data))
    theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
    path.append(theta)
