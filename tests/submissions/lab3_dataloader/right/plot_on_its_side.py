"""The epochs go down, the losses to the right.

cell: loss_plot_answer
"""

for name, losses in (("LOSS_1", LOSS_1), ("LOSS_10", LOSS_10), ("LOSS_20", LOSS_20)):
    plt.plot(losses, range(len(losses)), label=name)
plt.gca().invert_yaxis()
plt.xscale("log")
plt.xlabel("loss")
plt.ylabel("epoch")
plt.legend()
plt.show()
