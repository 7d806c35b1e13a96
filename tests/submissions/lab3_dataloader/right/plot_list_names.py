"""The names of the lists.

cell: loss_plot_answer
"""

plt.plot(LOSS_1)
plt.plot(LOSS_10)
plt.plot(LOSS_20)
plt.legend(["LOSS_1", "LOSS_10", "LOSS_20"])
plt.xlabel("epoch number")
plt.ylabel("total loss")
