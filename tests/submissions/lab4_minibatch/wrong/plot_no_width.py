"""Lines without a width.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: curves nobody can see
"""

plt.plot(LOSS_BGD, label="BGD", lw=0)
plt.plot(LOSS_SGD, label="SGD", lw=0)
plt.plot(LOSS_MINI5, label="Mini-batch 5", lw=0)
plt.plot(LOSS_MINI10, label="Mini-batch 10", lw=0)
plt.plot(LOSS_MINI20, label="Mini-batch 20", lw=0)
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
