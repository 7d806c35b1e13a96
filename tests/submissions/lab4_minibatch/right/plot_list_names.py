"""The names of the lists as labels, in one call of plot for all.

cell: loss_plot_answer
"""

import numpy as np

lines = plt.plot(range(10), np.array([LOSS_BGD, LOSS_SGD, LOSS_MINI5, LOSS_MINI10, LOSS_MINI20]).T)
plt.legend(lines, ["LOSS_BGD", "LOSS_SGD", "LOSS_MINI5", "LOSS_MINI10", "LOSS_MINI20"])
plt.xlabel("number of the epoch"); plt.ylabel("loss")
plt.show()
