"""updates_per_epoch = 30

cell: updates_answer
earns: {updates: 0}
mistake: updates of all epochs
"""

updates_per_epoch = 30
