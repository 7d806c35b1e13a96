"""Nothing is drawn.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: nothing drawn
"""

print(LOSS_BGD, LOSS_SGD, LOSS_MINI5, LOSS_MINI10, LOSS_MINI20)
