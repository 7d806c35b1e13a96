"""Closed form instead of training.

cell: train_answer
earns: {train: 0}
mistake: no training
"""

mx = sum(x for x, y in data) / 100
my = sum(y for x, y in data) / 100
s = sum((x - mx) * (y - my) for x, y in data) / sum((x - mx) ** 2 for x, y in data)
theta = [s, my - s * mx]
path = [theta] * 1000
