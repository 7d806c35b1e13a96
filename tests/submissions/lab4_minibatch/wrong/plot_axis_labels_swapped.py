"""The axis labels are swapped.

cell: loss_plot_answer
earns: {loss_plot: 4.5}
mistake: wrong axis labels
"""

plt.plot(LOSS_BGD, label="BGD")
plt.plot(LOSS_SGD, label="SGD")
plt.plot(LOSS_MINI5, label="Mini-batch 5")
plt.plot(LOSS_MINI10, label="Mini-batch 10")
plt.plot(LOSS_MINI20, label="Mini-batch 20")
plt.xlabel("total loss")
plt.ylabel("epoch")
plt.legend()
plt.show()
