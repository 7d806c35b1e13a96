"""updates_per_epoch = 6

cell: updates_answer
earns: {updates: 0}
mistake: batch size 10
"""

updates_per_epoch = 6
