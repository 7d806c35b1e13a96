"""Trains, and appends nothing.

cell: train_answer
earns: {train: 0}
mistake: empty path
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
