"""plt.legends: the cell stops at its own legend, all else is there.

cell: loss_plot_answer
earns: {loss_plot: 3}
mistake: stopped with AttributeError
"""

plt.plot(LOSS_BGD, label="BGD")
plt.plot(LOSS_SGD, label="SGD")
plt.plot(LOSS_MINI5, label="Mini-batch 5")
plt.plot(LOSS_MINI10, label="Mini-batch 10")
plt.plot(LOSS_MINI20, label="Mini-batch 20")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legends()
plt.show()
