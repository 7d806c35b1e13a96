"""The names are given to plt.legend as a list.

cell: loss_plot_answer
"""

plt.figure()
plt.plot(LOSS_BGD)
plt.plot(LOSS_SGD)
plt.plot(LOSS_MINI5)
plt.plot(LOSS_MINI10)
plt.plot(LOSS_MINI20)
plt.legend(["full batch", "stochastic", "batch size 5", "batch size 10", "batch size 20"])
plt.xlabel("iteration")
plt.ylabel("total loss")
plt.show()
