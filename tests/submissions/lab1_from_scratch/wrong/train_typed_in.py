"""theta is typed in.

cell: train_answer
earns: {train: 0}
mistake: no training
"""

theta = [20.0, 5.0]
path = [theta] * 1000
