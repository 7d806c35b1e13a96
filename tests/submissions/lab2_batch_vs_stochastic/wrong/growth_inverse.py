"""Before by after.

cell: growth_answer
earns: {growth: 0}
mistake: divided the other way round
"""

growth = 1 / 4.2
