"""In a loop.

cell: loss_plot_answer
"""

for n, losses in [(1, LOSS_1), (10, LOSS_10), (20, LOSS_20)]:
    plt.semilogy(losses, label=f"batch size {n}")
plt.xlabel("Epochs")
plt.ylabel("Loss")
plt.legend()
plt.show()
