"""Worked out on paper.

cell: growth_answer
"""

growth = 4.2
