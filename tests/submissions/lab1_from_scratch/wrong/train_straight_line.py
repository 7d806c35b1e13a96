"""A straight walk to the line, without gradients.

cell: train_answer
earns: {train: 1}
mistake: too slow
"""

path = []
a, b = theta
for i in range(1, 1001):
    theta = [a + (SLOPE - a) * i / 1000, b + (BIAS - b) * i / 1000]
    path.append(theta)
