"""Batch size 25.

cell: train_answer
earns: {train: 3}
mistake: batch size 25
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=25):
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
    path.append(theta)
