"""updates_per_epoch = len(dataset) / 20 + SLOPE - 1

cell: updates_answer
earns: {updates: 0}
mistake: right on the first data only
"""

updates_per_epoch = len(dataset) / 20 + SLOPE - 1
