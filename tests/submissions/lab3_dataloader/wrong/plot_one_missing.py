"""One is missing.

cell: loss_plot_answer
earns: {loss_plot: 2.5}
mistake: 1 curve missing
"""

plt.plot(LOSS_1, label="batch size 1")
plt.plot(LOSS_10, label="batch size 10")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
