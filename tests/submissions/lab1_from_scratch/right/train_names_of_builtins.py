"""Names that belong to Python: id, sum and next are used up.

cell: train_answer
"""

path = []
for id in range(1000):
    for next in minibatches(data, 20):
        all = [linear_gradient(x, y, theta) for x, y in next]
        hash = vector_mean(all)
        theta = gradient_step(theta, hash, step_size)
    path.append(theta)
