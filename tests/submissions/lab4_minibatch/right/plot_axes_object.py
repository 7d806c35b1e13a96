"""An axes object, logarithmic, epochs from 1.

cell: loss_plot_answer
"""

fig, ax = plt.subplots(figsize=(8, 5))
epochs = range(1, 11)
ax.plot(epochs, LOSS_BGD, "k-", label="Batch gradient descent")
ax.plot(epochs, LOSS_SGD, "r--", label="Stochastic gradient descent")
ax.plot(epochs, LOSS_MINI5, "g-.", label="Mini batch, batch size 5")
ax.plot(epochs, LOSS_MINI10, "b:", label="Mini batch, batch size 10")
ax.plot(epochs, LOSS_MINI20, "m-o", label="Mini batch, batch size 20")
ax.set(xlabel="Epoch", ylabel="Cost", title="Losses", yscale="log")
ax.grid(True)
ax.legend(loc="upper right", fontsize=8)
