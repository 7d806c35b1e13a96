"""Mini-batches numbered 1, 2, 3, which says nothing of their size.

cell: loss_plot_answer
earns: {loss_plot: 3}
mistake: wrong names in the legend
"""

plt.plot(LOSS_BGD, label="BGD")
plt.plot(LOSS_SGD, label="SGD")
plt.plot(LOSS_MINI5, label="Mini-batch 1")
plt.plot(LOSS_MINI10, label="Mini-batch 2")
plt.plot(LOSS_MINI20, label="Mini-batch 3")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
