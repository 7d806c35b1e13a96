"""All curves are drawn in red.

cell: loss_plot_answer
earns: {loss_plot: 3}
mistake: curves look alike
"""

plt.plot(LOSS_BGD, 'r', label="BGD")
plt.plot(LOSS_SGD, 'r', label="SGD")
plt.plot(LOSS_MINI5, 'r', label="Mini-batch 5")
plt.plot(LOSS_MINI10, 'r', label="Mini-batch 10")
plt.plot(LOSS_MINI20, 'r', label="Mini-batch 20")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
