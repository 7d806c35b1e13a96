"""The curves are drawn in a comprehension, each with its color.

cell: loss_plot_answer
"""

plt.figure(figsize=(8, 4))
curves = {"batch size = 1": LOSS_1, "batch size = 10": LOSS_10, "batch size = 20": LOSS_20}
[plt.plot(curves[name], color=c, label=name) for name, c in zip(curves, ["tab:red", "tab:green", "tab:blue"])]
plt.title("Loss for each batch size")
plt.xlabel("Epoch")
plt.ylabel("Total Loss")
plt.yscale("log")
plt.legend()
plt.grid()
plt.show()
