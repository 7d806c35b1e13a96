"""Multiplied.

cell: batches_answer
earns: {batches: 0}
mistake: multiplied
"""

batches_per_epoch = 100 * 20
