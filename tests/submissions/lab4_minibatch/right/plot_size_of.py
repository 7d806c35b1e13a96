"""Batch size of 20.

cell: loss_plot_answer
"""

plt.plot(LOSS_BGD, label="batch size of 60")
plt.plot(LOSS_SGD, label="batch size of 1 (point by point)")
plt.plot(LOSS_MINI5, label="batch size of 5")
plt.plot(LOSS_MINI10, label="batch size of 10")
plt.plot(LOSS_MINI20, label="batch size of 20")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
