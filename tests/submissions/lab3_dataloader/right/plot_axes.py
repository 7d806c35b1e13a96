"""An axes object, and names of the kind SGD and mini-batch.

cell: loss_plot_answer
"""

fig, ax = plt.subplots()
ax.plot(range(20), LOSS_1, "r", label="SGD")
ax.plot(range(20), LOSS_10, "g", label="Mini-batch, 10 points")
ax.plot(range(20), LOSS_20, "b", label="mini batch 20")
ax.set(xlabel="Epoch", ylabel="Cost", yscale="log")
ax.legend()
