"""plt.legend() without any label.

cell: loss_plot_answer
earns: {loss_plot: 3}
mistake: no legend
"""

for l in (LOSS_BGD, LOSS_SGD, LOSS_MINI5, LOSS_MINI10, LOSS_MINI20):
    plt.plot(l)
plt.xlabel('epoch')
plt.ylabel('loss')
plt.legend()
plt.show()
