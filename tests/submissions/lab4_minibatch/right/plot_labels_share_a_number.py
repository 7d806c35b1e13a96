"""All labels say for how many epochs was trained, and with which seed.

cell: loss_plot_answer
"""

for size, losses in [(60, LOSS_BGD), (1, LOSS_SGD), (5, LOSS_MINI5), (10, LOSS_MINI10), (20, LOSS_MINI20)]:
    plt.plot(losses, label=f"E10 B{size} R1")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
