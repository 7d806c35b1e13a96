"""The pairs are shuffled by the system's own randomness.

cell: train_answer
"""

dice = random.SystemRandom()
pairs = list(data)
path = []
for epoch in range(1000):
    dice.shuffle(pairs)
    for start in range(0, len(pairs), 20):
        part = pairs[start:start + 20]
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in part]), step_size)
    path.append(theta)
