"""Limits that no curve is inside of.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: curves nobody can see
"""

plt.plot(LOSS_BGD, label="BGD")
plt.plot(LOSS_SGD, label="SGD")
plt.plot(LOSS_MINI5, label="Mini-batch 5")
plt.plot(LOSS_MINI10, label="Mini-batch 10")
plt.plot(LOSS_MINI20, label="Mini-batch 20")
plt.ylim(-20, -10)
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
