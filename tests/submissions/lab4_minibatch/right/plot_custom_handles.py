"""Coloured patches made by hand in the legend.

cell: loss_plot_answer
"""

import matplotlib.patches as mpatches

cs = ["red", "blue", "green", "black", "orange"]
for c, l in zip(cs, [LOSS_BGD, LOSS_SGD, LOSS_MINI5, LOSS_MINI10, LOSS_MINI20]):
    plt.plot(l, color=c)
plt.legend(handles=[mpatches.Patch(color=c, label=n) for c, n in zip(cs, ["BGD", "SGD", "Mini-5", "Mini-10", "Mini-20"])])
plt.xlabel("epochs")
plt.ylabel("MSE")
plt.show()
