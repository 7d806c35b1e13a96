"""No loop over the epochs.

cell: train_answer
earns: {train: 0}
mistake: 1 epochs
"""

path = []
for batch in minibatches(data, batch_size=20):
    theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
path.append(theta)
