"""Faint lines.

cell: loss_plot_answer
"""

plt.plot(LOSS_1, label="batch size 1", alpha=0.2)
plt.plot(LOSS_10, label="batch size 10", alpha=0.2)
plt.plot(LOSS_20, label="batch size 20", alpha=0.2)
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
