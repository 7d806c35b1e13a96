"""Batch size 7.

cell: train_answer
earns: {train: 3}
mistake: too fast
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=7):
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
    path.append(theta)
