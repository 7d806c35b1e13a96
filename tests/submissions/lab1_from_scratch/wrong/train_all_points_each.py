"""data instead of batch.

cell: train_answer
earns: {train: 3}
mistake: all points for each batch
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        grads = [linear_gradient(x, y, theta) for x, y in data]
        theta = gradient_step(theta, vector_mean(grads), step_size)
    path.append(theta)
