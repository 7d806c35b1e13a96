"""updates_per_epoch = len(dataset)

cell: updates_answer
earns: {updates: 0}
mistake: number of points
"""

updates_per_epoch = len(dataset)
