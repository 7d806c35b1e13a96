"""break after the first batch.

cell: train_answer
earns: {train: 1}
mistake: first batch only
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
        break
    path.append(theta)
