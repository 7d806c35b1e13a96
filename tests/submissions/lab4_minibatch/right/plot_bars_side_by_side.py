"""Bars side by side: a bar for each epoch and training.

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
    plt.bar([epoch + number / 6 for epoch in range(len(losses))], losses, width=1 / 6, label=name)
plt.yscale("log")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
