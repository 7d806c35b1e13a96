"""Nothing.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: nothing drawn
"""

pass
