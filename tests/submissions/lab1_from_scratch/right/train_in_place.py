"""theta is changed in place, and a copy is appended.

cell: train_answer
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, 20):
        g = [0, 0]
        for x, y in batch:
            gx = linear_gradient(x, y, theta)
            g[0] += gx[0] / len(batch)
            g[1] += gx[1] / len(batch)
        theta[0] -= 0.001 * g[0]
        theta[1] -= 0.001 * g[1]
    path.append(theta[:])
