"""One loop over 5000 steps; every fifth is written down.

cell: train_answer
"""

path = []
for step in range(5000):
    if step % 5 == 0:
        batches = list(minibatches(data, batch_size=20))
    gradients = [linear_gradient(x, y, theta) for x, y in batches[step % 5]]
    theta = gradient_step(theta, vector_mean(gradients), step_size)
    if step % 5 == 4:
        path.append(theta)
