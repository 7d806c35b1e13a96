"""The step is written with lists, as if they were arrays: TypeError.

cell: train_answer
earns: {train: 0}
mistake: stopped with TypeError
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        gradient = vector_mean([linear_gradient(x, y, theta) for x, y in batch])
        theta = theta - step_size * gradient
    path.append(theta)
