"""Scatter plots.

cell: loss_plot_answer
"""

import numpy as np

e = np.arange(10)
for losses, color, name in [
    (LOSS_BGD, "blue", "batch (all)"),
    (LOSS_SGD, "orange", "batch 1"),
    (LOSS_MINI5, "green", "batch 5"),
    (LOSS_MINI10, "red", "batch 10"),
    (LOSS_MINI20, "purple", "batch 20"),
]:
    plt.scatter(e, losses, c=color, s=12, label=name)
plt.yscale("log")
plt.xlabel("epoch")
plt.ylabel("loss (log)")
plt.legend(title="method")
plt.savefig("losses.png")
