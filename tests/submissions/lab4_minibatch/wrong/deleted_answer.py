"""The whole cell was emptied, and the plot fails on the missing name.

cell: mini20_answer
earns: {mini20: 0, loss_plot: 0}
mistake: empty list
"""

# TODO
