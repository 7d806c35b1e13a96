"""Only the student's own list is drawn.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: 4 curves missing
"""

plt.plot(LOSS_MINI20, label="Mini 20")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.legend()
