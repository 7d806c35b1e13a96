"""LOSS_MINI10 is drawn twice, the second time under the name of LOSS_MINI20.

cell: loss_plot_answer
earns: {loss_plot: 0.5}
mistake: one list drawn twice
"""

plt.plot(LOSS_BGD, label="BGD")
plt.plot(LOSS_SGD, label="SGD")
plt.plot(LOSS_MINI5, label="Mini-batch 5")
plt.plot(LOSS_MINI10, label="Mini-batch 10")
plt.plot(LOSS_MINI10, label="Mini-batch 20")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
