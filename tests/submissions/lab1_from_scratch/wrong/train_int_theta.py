"""theta is cut to whole numbers.

cell: train_answer
earns: {train: 1}
mistake: no progress
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
    theta = [int(t) for t in theta]
    path.append(theta)
