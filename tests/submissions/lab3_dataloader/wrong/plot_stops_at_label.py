"""plt.xlable: the cell stops before its axis labels and its legend.

cell: loss_plot_answer
earns: {loss_plot: 2.5}
mistake: stopped with AttributeError
"""

plt.plot(LOSS_1, label="batch size 1")
plt.plot(LOSS_10, label="batch size 10")
plt.plot(LOSS_20, label="batch size 20")
plt.xlable("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
