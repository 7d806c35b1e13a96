"""Compares the losses.

cell: growth_answer
earns: {growth: 0}
mistake: growth of the loss
"""

growth = 17.64
