"""White and grey lines on axes with a color of their own.

cell: loss_plot_answer
"""

plt.gca().set_facecolor("#404040")
plt.plot(LOSS_BGD, label="BGD", color="white")
plt.plot(LOSS_SGD, label="SGD", color="lightgrey")
plt.plot(LOSS_MINI5, label="Mini-batch 5", color="silver")
plt.plot(LOSS_MINI10, label="Mini-batch 10", color="black")
plt.plot(LOSS_MINI20, label="Mini-batch 20", color="yellow")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
