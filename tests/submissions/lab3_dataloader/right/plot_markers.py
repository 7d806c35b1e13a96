"""Markers without lines.

cell: loss_plot_answer
"""

plt.plot(LOSS_1, label="batch size 1", ls="", marker=".")
plt.plot(LOSS_10, label="batch size 10", ls="", marker=".")
plt.plot(LOSS_20, label="batch size 20", ls="", marker=".")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
