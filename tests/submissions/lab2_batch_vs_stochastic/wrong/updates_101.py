"""Counts both ends.

cell: updates_answer
earns: {updates: 0}
mistake: one point too many
"""

updates_per_epoch = 101
