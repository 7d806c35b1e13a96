"""A loop over a dict, semilogy, with markers.

cell: loss_plot_answer
"""

curves = {"BGD": LOSS_BGD, "SGD": LOSS_SGD, "MINI5": LOSS_MINI5, "MINI10": LOSS_MINI10, "MINI20": LOSS_MINI20}
for (name, values), marker in zip(curves.items(), "osv^D"):
    plt.semilogy(values, marker=marker, label=name)
plt.legend()
plt.xlabel("Epochs")
plt.ylabel("Loss")
plt.title("All five")
