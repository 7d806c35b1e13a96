"""The labels of the axes belong to the figure.

cell: loss_plot_answer
"""

fig, ax = plt.subplots(layout="constrained")
ax.plot(LOSS_BGD, label="batch")
ax.plot(LOSS_SGD, label="stochastic")
ax.plot(LOSS_MINI5, label="mini-batch 5")
ax.plot(LOSS_MINI10, label="mini-batch 10")
ax.plot(LOSS_MINI20, label="mini-batch 20")
ax.legend()
fig.supxlabel("epoch")
fig.supylabel("total loss")
plt.show()
