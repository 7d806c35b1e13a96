"""The label of the x axis is that of the first curve, pasted.

cell: loss_plot_answer
earns: {loss_plot: 4.5}
mistake: wrong axis labels
"""

plt.plot(LOSS_BGD, label="batch")
plt.plot(LOSS_SGD, label="batch size 1 (stochastic)")
plt.plot(LOSS_MINI5, label="batch size 5")
plt.plot(LOSS_MINI10, label="batch size 10")
plt.plot(LOSS_MINI20, label="batch size 20")
plt.yscale("log")
plt.xlabel("batch")
plt.ylabel("total loss")
plt.legend()
plt.show()
