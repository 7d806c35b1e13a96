"""The pair of the batch is not taken apart: x and y are those of a cell above.

cell: train_answer
earns: {train: 1}
mistake: no progress
"""

x, y = 3, 5
path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        gradients = []
        for pair in batch:
            gradients.append(linear_gradient(x, y, theta))
        theta = gradient_step(theta, vector_mean(gradients), step_size)
    path.append(theta)
