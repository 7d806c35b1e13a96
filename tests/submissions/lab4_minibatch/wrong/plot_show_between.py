"""plt.show() after every curve: five figures.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: separate graphs
"""

plt.plot(LOSS_BGD, label="BGD")
plt.show()
plt.plot(LOSS_SGD, label="SGD")
plt.show()
plt.plot(LOSS_MINI5, label="Mini-batch 5")
plt.show()
plt.plot(LOSS_MINI10, label="Mini-batch 10")
plt.show()
plt.plot(LOSS_MINI20, label="Mini-batch 20")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
