"""The sum of the gradients.

cell: train_answer
earns: {train: 1}
mistake: sum instead of mean
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        grads = [linear_gradient(x, y, theta) for x, y in batch]
        theta = gradient_step(theta, [sum(g) for g in zip(*grads)], step_size)
    path.append(theta)
