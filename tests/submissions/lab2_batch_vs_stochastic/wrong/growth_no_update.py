"""No update in between.

cell: growth_answer
earns: {growth: 0}
mistake: no update between
"""

before = forward(X[0]) - Y[0]
after = forward(X[0]) - Y[0]
growth = (after / before).item()
