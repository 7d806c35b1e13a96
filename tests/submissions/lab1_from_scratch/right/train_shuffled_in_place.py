"""The data itself is mixed in each epoch, again and again.

cell: train_answer
"""

path = []
for epoch in range(1000):
    random.shuffle(data)
    for i in range(5):
        batch = data[20 * i:20 * (i + 1)]
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
    path.append(theta)
