"""The generator is made once.

cell: train_answer
earns: {train: 0}
mistake: generator used up
"""

path = []
batches = minibatches(data, batch_size=20)
for epoch in range(1000):
    for batch in batches:
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
    path.append(theta)
