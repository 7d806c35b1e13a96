"""Logarithms of the losses are drawn.

cell: loss_plot_answer
"""

import numpy as np

for losses, name in zip([LOSS_BGD, LOSS_SGD, LOSS_MINI5, LOSS_MINI10, LOSS_MINI20],
                        ["BGD", "SGD", "mini-batch (5)", "mini-batch (10)", "mini-batch (20)"]):
    plt.plot(np.log10(losses), ".-", label=name)
plt.xlabel("epoch")
plt.ylabel("log10 of the total loss")
plt.legend()
plt.show()
