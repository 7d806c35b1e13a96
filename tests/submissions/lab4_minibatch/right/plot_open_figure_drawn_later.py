"""A figure is made in one cell, and drawn into, named and shown in the next ones.

cell: loss_plot_answer
"""

fig, ax = plt.subplots()
plt.close(fig)
# %%
lists = {
    "batch": LOSS_BGD,
    "stochastic": LOSS_SGD,
    "batch size 5": LOSS_MINI5,
    "batch size 10": LOSS_MINI10,
    "batch size 20": LOSS_MINI20,
}
for name, losses in lists.items():
    ax.plot(losses, label=name)
# %%
ax.set_xlabel("epoch")
ax.set_ylabel("total loss")
ax.legend()
fig
