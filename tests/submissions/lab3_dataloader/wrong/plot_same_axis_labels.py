"""Both axes are called the same.

cell: loss_plot_answer
earns: {loss_plot: 4.5}
mistake: wrong axis labels
"""

plt.plot(LOSS_1, label="batch size 1")
plt.plot(LOSS_10, label="batch size 10")
plt.plot(LOSS_20, label="batch size 20")
plt.yscale("log")
plt.xlabel("epoch")
plt.ylabel("epoch")
plt.legend()
plt.show()
