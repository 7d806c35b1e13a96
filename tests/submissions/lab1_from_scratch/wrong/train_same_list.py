"""theta is changed in place, and never copied.

cell: train_answer
earns: {train: 2}
mistake: same list many times
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        g = vector_mean([linear_gradient(x, y, theta) for x, y in batch])
        theta[0] -= step_size * g[0]
        theta[1] -= step_size * g[1]
    path.append(theta)
