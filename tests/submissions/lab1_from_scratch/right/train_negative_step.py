"""A step function of their own, as in the book: plus, with a negative size.

cell: train_answer
"""

def gradient_step(v, gradient, step_size):
    return [v_i + step_size * g_i for v_i, g_i in zip(v, gradient)]

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        grad = vector_mean([linear_gradient(x, y, theta) for x, y in batch])
        theta = gradient_step(theta, grad, -0.001)
    path.append(theta)
