"""Every training is called one with mini-batches, of 60 and of 1, too.

cell: loss_plot_answer
"""

plt.plot(LOSS_BGD, label="mini-batch (60)")
plt.plot(LOSS_SGD, label="mini-batch (1)")
plt.plot(LOSS_MINI5, label="mini-batch (5)")
plt.plot(LOSS_MINI10, label="mini-batch (10)")
plt.plot(LOSS_MINI20, label="mini-batch (20)")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
