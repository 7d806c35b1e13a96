"""updates_per_epoch = 3 == 3

cell: updates_answer
earns: {updates: 0}
"""

updates_per_epoch = 3 == 3
