"""The labels count the curves, and name none.

cell: loss_plot_answer
earns: {loss_plot: 3}
mistake: curves without a name
"""

for number, losses in enumerate([LOSS_BGD, LOSS_SGD, LOSS_MINI5, LOSS_MINI10, LOSS_MINI20], 1):
    plt.plot(losses, label=f"curve {number}")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
