"""Faint lines.

cell: loss_plot_answer
"""

plt.plot(LOSS_BGD, label="BGD", alpha=0.2)
plt.plot(LOSS_SGD, label="SGD", alpha=0.2)
plt.plot(LOSS_MINI5, label="Mini-batch 5", alpha=0.2)
plt.plot(LOSS_MINI10, label="Mini-batch 10", alpha=0.2)
plt.plot(LOSS_MINI20, label="Mini-batch 20", alpha=0.2)
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
