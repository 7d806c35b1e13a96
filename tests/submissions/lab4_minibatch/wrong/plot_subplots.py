"""Five graphs side by side.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: separate graphs
"""

fig, axs = plt.subplots(1, 5, figsize=(15, 3))
for ax, l, n in zip(axs, [LOSS_BGD, LOSS_SGD, LOSS_MINI5, LOSS_MINI10, LOSS_MINI20], ["BGD", "SGD", "Mini5", "Mini10", "Mini20"]):
    ax.plot(l, label=n)
    ax.legend()
    ax.set_xlabel("epoch")
    ax.set_ylabel("loss")
