"""The number of batches in the example.

cell: batches_answer
earns: {batches: 0}
mistake: the example
"""

batches_per_epoch = 3
