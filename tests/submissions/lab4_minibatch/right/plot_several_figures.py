"""One figure for each pair first, and then all five in one.

cell: loss_plot_answer
"""

plt.plot(LOSS_BGD, label="BGD")
plt.plot(LOSS_SGD, label="SGD")
plt.legend()
plt.show()

fig, axs = plt.subplots(1, 2)
axs[0].plot(LOSS_MINI5)
axs[1].plot(LOSS_MINI20)
plt.show()

plt.plot(LOSS_BGD, label="BGD")
plt.plot(LOSS_SGD, label="SGD")
plt.plot(LOSS_MINI5, label="Mini-batch 5")
plt.plot(LOSS_MINI10, label="Mini-batch 10")
plt.plot(LOSS_MINI20, label="Mini-batch 20")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()

plt.hist(LOSS_BGD)
plt.show()
