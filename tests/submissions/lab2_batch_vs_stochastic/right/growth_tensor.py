"""A tensor with one element, taken at another w and b.

cell: growth_answer
"""

e1 = (forward(X[0]) - Y[0]).detach() * 0 + 3
growth = (e1 * (1 - 0.2 * (X[0] ** 2 + 1))) / e1
