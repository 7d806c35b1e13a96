"""Step size 0.0003.

cell: train_answer
earns: {train: 1}
mistake: too slow
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), 0.0003)
    path.append(theta)
