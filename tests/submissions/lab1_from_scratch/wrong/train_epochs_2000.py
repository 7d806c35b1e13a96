"""2000 epochs.

cell: train_answer
earns: {train: 4}
mistake: 2000 epochs
"""

path = []
for epoch in range(2000):
    for batch in minibatches(data, batch_size=20):
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
    path.append(theta)
