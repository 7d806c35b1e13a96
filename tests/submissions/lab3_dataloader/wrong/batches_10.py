"""That of batch size 10.

cell: batches_answer
earns: {batches: 0}
mistake: batch size 10
"""

batches_per_epoch = 10
