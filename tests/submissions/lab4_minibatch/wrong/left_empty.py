"""Nothing done: the practice was left as it was.

cell: mini20_answer
earns: {mini20: 0, loss_plot: 2.5}
mistake: empty list
"""

LOSS_MINI20 = []  # your ten total losses go in here

# YOUR CODE HERE
raise NotImplementedError()
