"""Seed and start in each epoch.

cell: train_answer
earns: {train: 0}
mistake: generator used up
"""

path = []
for epoch in range(1000):
    random.seed(SEED)
    theta = [random.uniform(-1, 1), random.uniform(-1, 1)]
    for batch in minibatches(data, batch_size=20):
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
    path.append(theta)
