"""The batch sizes alone as labels, and a title for the legend.

cell: loss_plot_answer
"""

import numpy as np

for size, losses in zip((1, 10, 20), (LOSS_1, LOSS_10, LOSS_20)):
    plt.plot(np.arange(20), losses, lw=2, label=size)
plt.legend(title="batch size", loc="upper right")
plt.xlabel("epoch", fontsize=12)
plt.ylabel(r"$L(w, b)$", fontsize=12)
plt.yscale("log")
plt.show()
