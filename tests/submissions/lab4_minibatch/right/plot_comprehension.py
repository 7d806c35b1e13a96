"""The curves are drawn in a comprehension, with a title and a grid.

cell: loss_plot_answer
"""

losses = [LOSS_BGD, LOSS_SGD, LOSS_MINI5, LOSS_MINI10, LOSS_MINI20]
names = ["Batch GD", "Stochastic GD", "Mini-batch (5)", "Mini-batch (10)", "Mini-batch (20)"]
plt.figure(figsize=(8, 5))
[plt.plot(range(1, 11), l, marker="o", label=n) for l, n in zip(losses, names)]
plt.title("Loss of all methods")
plt.xlabel("Epochs")
plt.ylabel("Cost / total loss")
plt.yscale("log")
plt.grid(True)
plt.legend(loc="upper right")
plt.show()
