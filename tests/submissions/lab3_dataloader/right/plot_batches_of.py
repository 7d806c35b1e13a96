"""The labels count the batches.

cell: loss_plot_answer
"""

plt.plot(LOSS_1, label="100 batches of 1")
plt.plot(LOSS_10, label="10 batches of 10")
plt.plot(LOSS_20, label="5 batches of 20")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
