"""The labels are counted; two are swapped.

cell: loss_plot_answer
earns: {loss_plot: 3}
mistake: wrong names in the legend
"""

plt.plot(LOSS_1, label="1: batch size 1")
plt.plot(LOSS_10, label="2: batch size 20")
plt.plot(LOSS_20, label="3: batch size 10")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
