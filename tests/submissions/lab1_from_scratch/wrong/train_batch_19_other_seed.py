"""Batch size 19, with a seed of their own.

cell: train_answer
earns: {train: 3}
mistake: too fast
"""

path = []
random.seed(99)
for epoch in range(1000):
    for batch in minibatches(data, batch_size=19):
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
    path.append(theta)
