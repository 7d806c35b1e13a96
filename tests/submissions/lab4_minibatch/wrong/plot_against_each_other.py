"""All lists in one call: pairs of lists become x and y.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: 4 curves missing
"""

plt.plot(LOSS_BGD, LOSS_SGD, LOSS_MINI5, LOSS_MINI10, LOSS_MINI20)
plt.legend(["BGD", "SGD", "MINI5", "MINI10", "MINI20"])
plt.xlabel("epoch")
plt.ylabel("loss")
