"""Bars of the last losses instead of curves.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: lists not drawn
"""

plt.bar(["BGD", "SGD", "5", "10", "20"], [l[-1] for l in (LOSS_BGD, LOSS_SGD, LOSS_MINI5, LOSS_MINI10, LOSS_MINI20)])
plt.xlabel("method")
plt.ylabel("loss")
