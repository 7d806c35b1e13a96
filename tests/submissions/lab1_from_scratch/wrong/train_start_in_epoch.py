"""The start in each epoch.

cell: train_answer
earns: {train: 1}
mistake: no progress
"""

path = []
for epoch in range(1000):
    theta = [0.5, 0.5]
    for batch in minibatches(data, batch_size=20):
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
    path.append(theta)
