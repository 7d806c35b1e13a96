"""A Figure without pyplot, displayed by itself.

cell: loss_plot_answer
"""

from matplotlib.figure import Figure

fig = Figure(figsize=(6, 4))
ax = fig.add_subplot()
for losses, label in zip(
    (LOSS_BGD, LOSS_SGD, LOSS_MINI5, LOSS_MINI10, LOSS_MINI20),
    ("Batch GD", "Stochastic GD", "Mini-batch GD (5)", "Mini-batch GD (10)", "Mini-batch GD (20)"),
):
    ax.plot(losses, label=label)
ax.set(xlabel="Epoch", ylabel="Loss", yscale="log")
ax.legend()
fig
