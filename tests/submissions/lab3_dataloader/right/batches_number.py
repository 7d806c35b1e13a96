"""Counted.

cell: batches_answer
"""

batches_per_epoch = 5
