"""Each epoch begins at the same start.

cell: train_answer
earns: {train: 1}
mistake: start in each epoch
"""

path = []
start = theta
for epoch in range(1000):
    theta = start
    for batch in minibatches(data, batch_size=20):
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
    path.append(theta)
