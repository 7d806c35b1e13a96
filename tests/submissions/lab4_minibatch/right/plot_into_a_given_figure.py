"""The curves are drawn into the last picture of Section 7, which has one given curve already.

cell: loss_plot_answer
"""

lists = {
    "batch": LOSS_BGD,
    "stochastic": LOSS_SGD,
    "batch size 5": LOSS_MINI5,
    "batch size 10": LOSS_MINI10,
    "batch size 20": LOSS_MINI20,
}
pictures[3].clear()
for name, losses in lists.items():
    pictures[3].plot(losses, label=name)
pictures[3].set_xlabel("epoch")
pictures[3].set_ylabel("total loss")
pictures[3].legend()
figure
