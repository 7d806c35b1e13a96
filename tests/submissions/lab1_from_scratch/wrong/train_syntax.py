"""A colon is missing: nothing of the cell runs.

cell: train_answer
earns: {train: 0}
mistake: stopped with SyntaxError
"""

path = []
for epoch in range(1000)
    for batch in minibatches(data, batch_size=20):
        grad = vector_mean([linear_gradient(x, y, theta) for x, y in batch])
        theta = gradient_step(theta, grad, step_size)
    path.append(theta)
