"""Drawn as steps, coloured by a colour map, the legend outside.

cell: loss_plot_answer
"""

names = ["BGD", "SGD", "MBGD 5", "MBGD 10", "MBGD 20"]
colors = plt.cm.viridis([0, 0.25, 0.5, 0.75, 1])
fig, ax = plt.subplots()
for losses, name, color in zip([LOSS_BGD, LOSS_SGD, LOSS_MINI5, LOSS_MINI10, LOSS_MINI20], names, colors):
    ax.step(range(10), losses, where="post", color=color, label=f"{name}: {losses[-1]:.4f} after 10 epochs")
ax.set_yscale("log")
ax.set_xlabel("epoch")
ax.set_ylabel("log loss")
fig.legend(loc="outside right upper")
plt.show()
