"""plt.legend gets its names in another order than the curves were drawn in.

cell: loss_plot_answer
earns: {loss_plot: 3}
mistake: wrong names in the legend
"""

plt.plot(LOSS_MINI20)
plt.plot(LOSS_BGD)
plt.plot(LOSS_SGD)
plt.plot(LOSS_MINI5)
plt.plot(LOSS_MINI10)
plt.legend(["BGD", "SGD", "Mini5", "Mini10", "Mini20"])
plt.xlabel("epoch")
plt.ylabel("loss")
plt.show()
