"""Infinity.

cell: updates_answer
earns: {updates: 0}
"""

updates_per_epoch = float("inf")
