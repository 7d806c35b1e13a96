"""A text.

cell: updates_answer
earns: {updates: 0}
"""

updates_per_epoch = "100"
