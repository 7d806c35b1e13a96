"""A function that changes the global theta.

cell: train_answer
"""

path = []
def train(epochs):
    global theta
    for epoch in range(epochs):
        for batch in minibatches(data, batch_size=20):
            grads = [linear_gradient(x, y, theta) for x, y in batch]
            theta = gradient_step(theta, vector_mean(grads), step_size)
        path.append(theta)
train(1000)
