"""The pairs are shuffled once, before training.

cell: train_answer
"""

path = []
mixed = random.sample(data, 100)
batches = [mixed[i:i + 20] for i in range(0, 100, 20)]
for epoch in range(1000):
    for batch in batches:
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
    path.append(theta)
