"""Those of all epochs.

cell: updates_answer
earns: {updates: 0}
mistake: updates of all epochs
"""

updates_per_epoch = 100 * 20
