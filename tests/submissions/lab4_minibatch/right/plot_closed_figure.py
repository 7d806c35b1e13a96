"""The figure is saved and closed; an empty one is left open.

cell: loss_plot_answer
"""

fig = plt.figure()
ax = fig.add_subplot(111)
ax.plot(LOSS_MINI20, label="Mini-Batch GD with 20 samples")
ax.plot(LOSS_MINI10, label="Mini-Batch GD with 10 samples")
ax.plot(LOSS_MINI5, label="Mini-Batch GD with 5 samples")
ax.plot(LOSS_SGD, label="Stochastic GD (batch size = 1)")
ax.plot(LOSS_BGD, label="Batch GD")
ax.set_xlabel("epoch")
ax.set_ylabel("error")
ax.legend()
fig.savefig("all.png")
plt.close(fig)
plt.figure()
