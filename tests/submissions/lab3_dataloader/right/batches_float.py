"""A division.

cell: batches_answer
"""

batches_per_epoch = 100 / 20
