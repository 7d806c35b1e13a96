"""No shuffling: each batch has every fifth pair.

cell: train_answer
"""

path = []
for epoch in range(1000):
    for first in range(5):
        gradients = [linear_gradient(x, y, theta) for x, y in data[first::5]]
        theta = gradient_step(theta, vector_mean(gradients), step_size)
    path.append(theta)
