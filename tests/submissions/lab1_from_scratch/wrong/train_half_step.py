"""Half the step size: after 1000 epochs the bias is not near enough.

cell: train_answer
earns: {train: 1}
mistake: half the step
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        grad = vector_mean([linear_gradient(x, y, theta) for x, y in batch])
        theta = gradient_step(theta, grad, step_size / 2)
    path.append(theta)
