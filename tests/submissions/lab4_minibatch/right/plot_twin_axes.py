"""The fifth curve has an axis of its own, on the right.

cell: loss_plot_answer
"""

fig, left = plt.subplots()
left.plot(LOSS_BGD, label="batch")
left.plot(LOSS_SGD, label="stochastic")
left.plot(LOSS_MINI5, label="mini-batch 5")
left.plot(LOSS_MINI10, label="mini-batch 10")
right = left.twinx()
right.plot(LOSS_MINI20, "k--", label="mini-batch 20")
left.set_xlabel("epoch")
left.set_ylabel("total loss")
right.set_ylabel("total loss with batch size 20")
left.legend(loc="upper center")
right.legend(loc="upper right")
plt.show()
