"""Two axes side by side: all three curves in each, the second logarithmic.

cell: loss_plot_answer
"""

fig, (left, right) = plt.subplots(1, 2, figsize=(10, 4))
for ax in (left, right):
    for n, losses in {"1 (SGD)": LOSS_1, "10": LOSS_10, "20": LOSS_20}.items():
        ax.plot(losses, label="batch_size = " + n)
    ax.set_xlabel("Epochs")
    ax.set_ylabel("MSE loss")
    ax.legend()
right.set_yscale("log")
fig.suptitle("Losses")
plt.tight_layout()
