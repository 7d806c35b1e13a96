"""A word.

cell: growth_answer
earns: {growth: 0}
"""

growth = "larger"
