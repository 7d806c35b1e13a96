"""5000 epochs with a single batch, of all 100 pairs.

cell: train_answer
earns: {train: 2}
mistake: 5000 epochs, all points at once
"""

path = []
for epoch in range(5000):
    for batch in minibatches(data, batch_size=len(data)):
        gradients = [linear_gradient(x, y, theta) for x, y in batch]
        theta = gradient_step(theta, vector_mean(gradients), step_size)
    path.append(theta)
