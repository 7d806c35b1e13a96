"""Bars that lie on their side: the epochs go up, and the losses to the right.

cell: loss_plot_answer
"""

lists = {
    "batch": LOSS_BGD,
    "stochastic": LOSS_SGD,
    "batch size 5": LOSS_MINI5,
    "batch size 10": LOSS_MINI10,
    "batch size 20": LOSS_MINI20,
}
for number, (name, losses) in enumerate(lists.items()):
    plt.barh([epoch + 0.15 * number for epoch in range(len(losses))], losses, height=0.15, label=name)
plt.xscale("log")
plt.xlabel("total loss")
plt.ylabel("epoch")
plt.legend()
plt.show()
