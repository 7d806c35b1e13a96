"""Names without a batch size.

cell: loss_plot_answer
earns: {loss_plot: 3}
mistake: curves without a name
"""

plt.plot(LOSS_1, label="first")
plt.plot(LOSS_10, label="second")
plt.plot(LOSS_20, label="third")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
