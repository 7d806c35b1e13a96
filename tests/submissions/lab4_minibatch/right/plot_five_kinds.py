"""Each curve in another way: steps, error bars, stems, an area and a collection of lines.

cell: loss_plot_answer
"""

from matplotlib.collections import LineCollection

epochs = range(len(LOSS_BGD))
plt.step(epochs, LOSS_BGD, where="post", color="black", label="batch")
plt.errorbar(epochs, LOSS_SGD, yerr=1.0, capsize=2, color="red", label="stochastic")
plt.stem(epochs, LOSS_MINI5, linefmt="g-", markerfmt="go", label="mini-batch of 5")
plt.fill_between(epochs, LOSS_MINI10, color="orange", alpha=0.3, label="mini-batch of 10")
points = [(epoch, loss) for epoch, loss in enumerate(LOSS_MINI20)]
plt.gca().add_collection(LineCollection([points], colors="blue", label="mini-batch of 20"))
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
