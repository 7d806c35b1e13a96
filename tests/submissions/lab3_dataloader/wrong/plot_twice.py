"""One is drawn twice.

cell: loss_plot_answer
earns: {loss_plot: 0.5}
mistake: one list drawn twice
"""

plt.plot(LOSS_1, label="batch size 1")
plt.plot(LOSS_10, label="batch size 10")
plt.plot(LOSS_10, label="batch size 20")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
