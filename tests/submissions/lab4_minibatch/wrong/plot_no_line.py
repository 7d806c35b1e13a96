"""No line and no marker.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: curves nobody can see
"""

plt.plot(LOSS_BGD, label="BGD", linestyle="None")
plt.plot(LOSS_SGD, label="SGD", linestyle="None")
plt.plot(LOSS_MINI5, label="Mini-batch 5", linestyle="None")
plt.plot(LOSS_MINI10, label="Mini-batch 10", linestyle="None")
plt.plot(LOSS_MINI20, label="Mini-batch 20", linestyle="None")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
