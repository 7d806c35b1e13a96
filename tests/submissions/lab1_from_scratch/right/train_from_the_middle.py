"""Sorted by the size of x: the pairs in the middle come first.

cell: train_answer
"""

path = []
ordered = sorted(data, key=lambda pair: abs(pair[0]))
for epoch in range(1000):
    for batch in minibatches(ordered, 20, shuffle=False):
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
    path.append(theta)
