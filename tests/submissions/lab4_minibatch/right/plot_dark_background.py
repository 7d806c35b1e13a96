"""A dark style, with light lines.

cell: loss_plot_answer
"""

with plt.style.context("dark_background"):
    plt.plot(LOSS_BGD, label="BGD", color="white")
    plt.plot(LOSS_SGD, label="SGD", color="cyan")
    plt.plot(LOSS_MINI5, label="Mini-batch 5", color="yellow")
    plt.plot(LOSS_MINI10, label="Mini-batch 10", color="lime")
    plt.plot(LOSS_MINI20, label="Mini-batch 20", color="pink")
    plt.xlabel("epoch")
    plt.ylabel("total loss")
    plt.legend()
    plt.show()
