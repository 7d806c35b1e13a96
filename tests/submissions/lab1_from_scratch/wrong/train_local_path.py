"""The function is called, and its path is a local one that nobody gets back.

cell: train_answer
earns: {train: 0}
mistake: empty path
"""

path = []


def train(theta, epochs):
    path = []
    for epoch in range(epochs):
        for batch in minibatches(data, batch_size=20):
            gradients = [linear_gradient(x, y, theta) for x, y in batch]
            theta = gradient_step(theta, vector_mean(gradients), step_size)
        path.append(theta)
    return theta


theta = train(theta, 1000)
