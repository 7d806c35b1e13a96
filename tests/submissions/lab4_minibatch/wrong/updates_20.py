"""updates_per_epoch = 20

cell: updates_answer
earns: {updates: 0}
mistake: batch size
"""

updates_per_epoch = 20
