"""With its sign.

cell: growth_answer
"""

growth = 1 - 2 * lr * (25 + 1)
