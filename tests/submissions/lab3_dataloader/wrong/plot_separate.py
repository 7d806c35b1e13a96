"""Three graphs.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: separate graphs
"""

plt.plot(LOSS_1, label="batch size 1")
plt.show()
plt.plot(LOSS_10, label="batch size 10")
plt.show()
plt.plot(LOSS_20, label="batch size 20")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
