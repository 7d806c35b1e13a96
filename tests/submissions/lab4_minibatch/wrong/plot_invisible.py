"""Curves that are set invisible.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: curves nobody can see
"""

plt.plot(LOSS_BGD, label="BGD", visible=False)
plt.plot(LOSS_SGD, label="SGD", visible=False)
plt.plot(LOSS_MINI5, label="Mini-batch 5", visible=False)
plt.plot(LOSS_MINI10, label="Mini-batch 10", visible=False)
plt.plot(LOSS_MINI20, label="Mini-batch 20", visible=False)
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
