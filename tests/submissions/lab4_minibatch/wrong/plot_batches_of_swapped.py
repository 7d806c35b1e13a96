"""Batches of 10 and of 20 swapped.

cell: loss_plot_answer
earns: {loss_plot: 3}
mistake: wrong names in the legend
"""

plt.plot(LOSS_BGD, label="1 batch of 60")
plt.plot(LOSS_SGD, label="60 batches of 1")
plt.plot(LOSS_MINI5, label="12 batches of 5")
plt.plot(LOSS_MINI10, label="6 batches of 20")
plt.plot(LOSS_MINI20, label="3 batches of 10")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
