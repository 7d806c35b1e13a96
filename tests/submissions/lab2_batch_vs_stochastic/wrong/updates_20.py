"""The number of epochs.

cell: updates_answer
earns: {updates: 0}
mistake: number of epochs
"""

updates_per_epoch = 20
