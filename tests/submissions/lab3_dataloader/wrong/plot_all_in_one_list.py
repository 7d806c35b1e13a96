"""The three lists in one: a curve for each epoch, with three points.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: lists not drawn
"""

plt.plot([LOSS_1, LOSS_10, LOSS_20])
plt.legend(["1", "10", "20"])
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.show()
