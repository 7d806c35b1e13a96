"""All points are of one colour and of one call: nobody can tell which list a point belongs to.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: lists not drawn
"""

lists = (LOSS_BGD, LOSS_SGD, LOSS_MINI5, LOSS_MINI10, LOSS_MINI20)
plt.scatter([epoch for losses in lists for epoch in range(len(losses))], [loss for losses in lists for loss in losses])
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.show()
