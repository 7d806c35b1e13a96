"""A float out of a division.

cell: updates_answer
"""

updates_per_epoch = (5 - (-5)) / 0.1
