"""updates_per_epoch = None

cell: updates_answer
earns: {updates: 0}
"""

updates_per_epoch = None
