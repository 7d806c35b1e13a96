"""Only the first batch of each epoch, and the data is never shuffled.

cell: train_answer
earns: {train: 1}
mistake: first batch only
"""

path = []
for epoch in range(1000):
    batch = next(iter(minibatches(data, batch_size=20, shuffle=False)))
    grads = [linear_gradient(x, y, theta) for x, y in batch]
    theta = gradient_step(theta, vector_mean(grads), step_size)
    path.append(theta)
