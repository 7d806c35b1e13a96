"""theta is taken from SLOPE and BIAS.

cell: train_answer
earns: {train: 0}
mistake: no training
"""

theta = [SLOPE, BIAS]
path = []
for i in range(1000):
    path.append(theta)
