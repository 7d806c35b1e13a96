"""A function that returns theta and the path.

cell: train_answer
"""

def train(theta, epochs=1000, lr=0.001):
    history = []
    for _ in range(epochs):
        for batch in minibatches(data):
            grads = [linear_gradient(x, y, theta) for x, y in batch]
            theta = gradient_step(theta, vector_mean(grads), lr)
        history.append(tuple(theta))
    return theta, history

theta, path = train(theta)
