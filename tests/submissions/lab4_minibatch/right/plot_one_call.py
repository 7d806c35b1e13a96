"""One call of plot for all five, with a list of labels.

cell: loss_plot_answer
"""

import numpy as np

losses = np.column_stack([LOSS_BGD, LOSS_SGD, LOSS_MINI5, LOSS_MINI10, LOSS_MINI20])
plt.semilogy(np.arange(1, 11), losses, "-o", label=["all 60", "1 (SGD)", "5", "10", "20"])
plt.legend(title="batch size")
plt.xlabel("epoch")
plt.ylabel("mean squared error")
