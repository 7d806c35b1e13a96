"""The update of batch gradient descent.

cell: updates_answer
earns: {updates: 0}
mistake: batch gradient descent
"""

updates_per_epoch = 1
