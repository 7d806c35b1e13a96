"""nan.

cell: growth_answer
earns: {growth: 0}
"""

growth = float("nan")
