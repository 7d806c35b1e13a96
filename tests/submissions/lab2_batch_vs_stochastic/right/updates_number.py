"""Counted by hand.

cell: updates_answer
"""

updates_per_epoch = 100
