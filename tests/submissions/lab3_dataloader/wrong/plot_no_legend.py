"""No legend.

cell: loss_plot_answer
earns: {loss_plot: 3}
mistake: no legend
"""

plt.plot(LOSS_1, label="batch size 1")
plt.plot(LOSS_10, label="batch size 10")
plt.plot(LOSS_20, label="batch size 20")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.show()
