"""Counted in a loop.

cell: updates_answer
"""

updates_per_epoch = 0
for x, y in zip(X, Y):
    updates_per_epoch += 1
