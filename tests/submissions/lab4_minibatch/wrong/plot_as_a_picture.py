"""The losses are the pixels of a picture.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: no curves
"""

plt.imshow([LOSS_BGD, LOSS_SGD, LOSS_MINI5, LOSS_MINI10, LOSS_MINI20])
plt.xlabel("epoch")
plt.ylabel("training")
plt.show()
