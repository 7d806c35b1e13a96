"""Mini-batch of 1, and epochs counted from 1.

cell: loss_plot_answer
"""

e = list(range(1, 21))
plt.plot(e, LOSS_1, label="mini-batch size 1")
plt.plot(e, LOSS_10, label="mini-batch size 10")
plt.plot(e, LOSS_20, label="mini-batch size 20")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.legend(loc="best")
plt.show()
