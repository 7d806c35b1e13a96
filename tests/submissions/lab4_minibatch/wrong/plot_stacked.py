"""The losses are stacked on one another: what is drawn are their sums.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: no curves
"""

names = ["batch", "stochastic", "batch size 5", "batch size 10", "batch size 20"]
plt.stackplot(range(len(LOSS_BGD)), LOSS_BGD, LOSS_SGD, LOSS_MINI5, LOSS_MINI10, LOSS_MINI20, labels=names)
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
