"""The right number, times a factor that is 1 on the released data.

cell: growth_answer
earns: {growth: 0}
mistake: right on the first data only
"""

growth = 4.2 * SLOPE / -5
