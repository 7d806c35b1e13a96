"""theta is appended for each batch.

cell: train_answer
earns: {train: 4}
mistake: theta after each batch
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
        path.append(theta)
