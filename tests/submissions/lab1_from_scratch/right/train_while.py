"""A while loop.

cell: train_answer
"""

path = []
epoch = 0
while epoch < 1000:
    for b in minibatches(data, 20, shuffle=True):
        g = vector_mean([linear_gradient(p[0], p[1], theta) for p in b])
        theta = [t - 0.001 * gi for t, gi in zip(theta, g)]
    path += [theta]
    epoch += 1
