"""Limits that no curve is inside of.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: curves nobody can see
"""

plt.plot(LOSS_1, label="batch size 1")
plt.plot(LOSS_10, label="batch size 10")
plt.plot(LOSS_20, label="batch size 20")
plt.xlim(-20, -10)
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
