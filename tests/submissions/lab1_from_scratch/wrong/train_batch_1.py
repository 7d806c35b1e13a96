"""Batch size 1.

cell: train_answer
earns: {train: 1}
mistake: a step for each pair
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=1):
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
    path.append(theta)
