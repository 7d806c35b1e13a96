"""The curves lie on their side, and the axes have the names of upright ones.

cell: loss_plot_answer
earns: {loss_plot: 4.5}
mistake: wrong axis labels
"""

lists = {
    "batch": LOSS_BGD,
    "stochastic": LOSS_SGD,
    "batch size 5": LOSS_MINI5,
    "batch size 10": LOSS_MINI10,
    "batch size 20": LOSS_MINI20,
}
for name, losses in lists.items():
    plt.plot(losses, range(len(losses)), label=name)
plt.xscale("log")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
