"""The right number, times a factor that is 1 on the released data.

cell: growth_answer
earns: {growth: 0}
"""

growth = 4.2 * SLOPE / -5
