"""log without quotes: the cell stops before its legend.

cell: loss_plot_answer
earns: {loss_plot: 2.5}
mistake: stopped with NameError
"""

plt.plot(LOSS_BGD, label="BGD")
plt.plot(LOSS_SGD, label="SGD")
plt.plot(LOSS_MINI5, label="Mini-batch 5")
plt.plot(LOSS_MINI10, label="Mini-batch 10")
plt.plot(LOSS_MINI20, label="Mini-batch 20")
plt.yscale(log)
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
