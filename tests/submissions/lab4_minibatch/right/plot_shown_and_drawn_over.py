"""With Agg nothing closes a figure: after it is shown it is cleared, and used once more.

cell: loss_plot_answer
"""

import matplotlib

matplotlib.use("agg")
plt.figure()
plt.plot(LOSS_BGD, label="batch")
plt.plot(LOSS_SGD, label="batch size 1 (stochastic)")
plt.plot(LOSS_MINI5, label="batch size 5")
plt.plot(LOSS_MINI10, label="batch size 10")
plt.plot(LOSS_MINI20, label="batch size 20")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
plt.clf()
plt.hist(LOSS_MINI20)
plt.show()
