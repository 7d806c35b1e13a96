"""Another name.

cell: updates_answer
earns: {updates: 0}
"""

updates_per_epoc = 3
