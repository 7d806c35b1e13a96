"""Each curve is a stair.

cell: loss_plot_answer
"""

lists = {
    "batch": LOSS_BGD,
    "stochastic": LOSS_SGD,
    "batch size 5": LOSS_MINI5,
    "batch size 10": LOSS_MINI10,
    "batch size 20": LOSS_MINI20,
}
for name, losses in lists.items():
    plt.stairs(losses, label=name, linewidth=2)
plt.yscale("log")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
