"""No axis labels.

cell: loss_plot_answer
earns: {loss_plot: 4.5}
mistake: no axis labels
"""

plt.plot(LOSS_1, label="batch size 1")
plt.plot(LOSS_10, label="batch size 10")
plt.plot(LOSS_20, label="batch size 20")
plt.ylabel("total loss")
plt.legend()
plt.show()
