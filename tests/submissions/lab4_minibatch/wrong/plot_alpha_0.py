"""All curves with alpha 0.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: curves nobody can see
"""

plt.plot(LOSS_BGD, label="BGD", alpha=0)
plt.plot(LOSS_SGD, label="SGD", alpha=0)
plt.plot(LOSS_MINI5, label="Mini-batch 5", alpha=0)
plt.plot(LOSS_MINI10, label="Mini-batch 10", alpha=0)
plt.plot(LOSS_MINI20, label="Mini-batch 20", alpha=0)
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
