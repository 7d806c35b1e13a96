"""All curves with alpha 0.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: curves nobody can see
"""

plt.plot(LOSS_1, label="batch size 1", alpha=0)
plt.plot(LOSS_10, label="batch size 10", alpha=0)
plt.plot(LOSS_20, label="batch size 20", alpha=0)
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
