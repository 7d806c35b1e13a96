"""All curves in the color of the background.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: curves nobody can see
"""

plt.plot(LOSS_1, label="batch size 1", color="white")
plt.plot(LOSS_10, label="batch size 10", color="white")
plt.plot(LOSS_20, label="batch size 20", color="white")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
