"""A text.

cell: batches_answer
earns: {batches: 0}
"""

batches_per_epoch = "five"
