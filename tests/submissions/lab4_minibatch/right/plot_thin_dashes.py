"""Thin dashes, and a grey on white.

cell: loss_plot_answer
"""

plt.plot(LOSS_BGD, label="BGD", ls="--", lw=0.5, color="lightgrey")
plt.plot(LOSS_SGD, label="SGD", ls="--", lw=0.5, color="grey")
plt.plot(LOSS_MINI5, label="Mini-batch 5", ls="--", lw=0.5, color="black")
plt.plot(LOSS_MINI10, label="Mini-batch 10", ls="--", lw=0.5, color="red")
plt.plot(LOSS_MINI20, label="Mini-batch 20", ls="--", lw=0.5, color="blue")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
