"""All three mini-batches are just called mini-batch.

cell: loss_plot_answer
earns: {loss_plot: 3}
mistake: curves without a name
"""

plt.plot(LOSS_BGD, label="BGD")
plt.plot(LOSS_SGD, label="SGD")
plt.plot(LOSS_MINI5, label="Mini-batch")
plt.plot(LOSS_MINI10, label="Mini-batch")
plt.plot(LOSS_MINI20, label="Mini-batch")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
