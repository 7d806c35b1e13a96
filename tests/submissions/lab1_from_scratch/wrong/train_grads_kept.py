"""The list of gradients is never emptied in an epoch.

cell: train_answer
earns: {train: 3}
mistake: gradients of earlier batches kept
"""

path = []
for epoch in range(1000):
    grads = []
    for batch in minibatches(data, batch_size=20):
        for x, y in batch:
            grads.append(linear_gradient(x, y, theta))
        theta = gradient_step(theta, vector_mean(grads), step_size)
    path.append(theta)
