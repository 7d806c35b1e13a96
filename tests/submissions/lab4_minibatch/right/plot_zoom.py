"""A small picture in the picture shows the last epochs.

cell: loss_plot_answer
"""

all_of_them = {"LOSS_BGD": LOSS_BGD, "LOSS_SGD": LOSS_SGD, "LOSS_MINI5": LOSS_MINI5,
               "LOSS_MINI10": LOSS_MINI10, "LOSS_MINI20": LOSS_MINI20}
fig, ax = plt.subplots()
zoom = ax.inset_axes([0.5, 0.4, 0.45, 0.4])
for name, losses in all_of_them.items():
    ax.plot(losses, label=name)
    zoom.plot(range(5, 10), losses[5:])
zoom.set_yscale("log")
ax.set(xlabel="epoch", ylabel="total loss")
ax.legend()
plt.show()
