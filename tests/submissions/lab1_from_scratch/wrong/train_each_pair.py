"""A step for each pair.

cell: train_answer
earns: {train: 1}
mistake: a step for each pair
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        for x, y in batch:
            theta = gradient_step(theta, linear_gradient(x, y, theta), step_size)
    path.append(theta)
