"""The helpers left alone; numbers by comprehension and zip.

cell: train_answer
"""

path = []
for e in range(1000):
    for batch in minibatches(data, 20):
        gs = [linear_gradient(*point, theta) for point in batch]
        mean_g = [sum(column) / len(column) for column in zip(*gs)]
        theta = [t - step_size * g for t, g in zip(theta, mean_g)]
    path.append(theta)
