"""The curve on the right axis is the fourth list once more.

cell: loss_plot_answer
earns: {loss_plot: 0.5}
mistake: one list drawn twice
"""

fig, left = plt.subplots()
left.plot(LOSS_BGD, label="batch")
left.plot(LOSS_SGD, label="stochastic")
left.plot(LOSS_MINI5, label="mini-batch 5")
left.plot(LOSS_MINI10, label="mini-batch 10")
right = left.twinx()
right.plot(LOSS_MINI10, "k--", label="mini-batch 20")
left.set_xlabel("epoch")
left.set_ylabel("total loss")
left.legend(loc="upper center")
right.legend(loc="upper right")
plt.show()
