"""Momentum.

cell: train_answer
earns: {train: 3}
mistake: too fast
"""

path = []
v = [0, 0]
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        g = vector_mean([linear_gradient(x, y, theta) for x, y in batch])
        v = [0.5 * a + b for a, b in zip(v, g)]
        theta = gradient_step(theta, v, step_size)
    path.append(theta)
