"""theta is local to a function; path is not.

cell: train_answer
"""

path = []
def train(theta):
    for _ in range(1000):
        for batch in minibatches(data):
            theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), 0.001)
        path.append(theta)
train(theta)
