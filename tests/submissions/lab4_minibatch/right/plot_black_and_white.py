"""All curves in black, told apart by their markers and styles.

cell: loss_plot_answer
"""

for losses, style, name in [
    (LOSS_BGD, "k-", "BGD"), (LOSS_SGD, "k--", "SGD"), (LOSS_MINI5, "k:", "Mini 5"),
    (LOSS_MINI10, "k-.", "Mini 10"), (LOSS_MINI20, "k-x", "Mini 20"),
]:
    plt.plot(losses, style, label=name)
plt.legend()
plt.xlabel("epoch")
plt.ylabel("total loss")
