"""Twin axes, with all curves in one legend.

cell: loss_plot_answer
"""

fig, left = plt.subplots()
lines = left.plot(LOSS_BGD, "r") + left.plot(LOSS_SGD, "g")
right = left.twinx()
lines += right.plot(LOSS_MINI5, "b") + right.plot(LOSS_MINI10, "k") + right.plot(LOSS_MINI20, "m")
left.set_xlabel("epoch")
right.set_ylabel("total loss")
left.set_ylabel("total loss")
right.legend(lines, ["BGD", "SGD", "mini 5", "mini 10", "mini 20"])
plt.show()
