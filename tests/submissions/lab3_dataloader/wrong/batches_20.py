"""The batch size.

cell: batches_answer
earns: {batches: 0}
mistake: batch size
"""

batches_per_epoch = 20
