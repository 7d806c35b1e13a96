"""The `return` is indented too far: the function ends after its first epoch.

cell: train_answer
earns: {train: 0}
mistake: 1 epochs
"""

def train(theta, epochs=1000):
    path = []
    for epoch in range(epochs):
        for batch in minibatches(data, batch_size=20):
            gradients = [linear_gradient(x, y, theta) for x, y in batch]
            theta = gradient_step(theta, vector_mean(gradients), step_size)
        path.append(theta)
        return path


path = train(theta)
