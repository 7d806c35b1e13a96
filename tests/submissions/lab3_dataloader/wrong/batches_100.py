"""The number of points.

cell: batches_answer
earns: {batches: 0}
mistake: number of points
"""

batches_per_epoch = len(X)
