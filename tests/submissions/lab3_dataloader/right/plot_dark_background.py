"""A dark style, with light lines.

cell: loss_plot_answer
"""

with plt.style.context("dark_background"):
    plt.plot(LOSS_1, label="batch size 1", color="white")
    plt.plot(LOSS_10, label="batch size 10", color="cyan")
    plt.plot(LOSS_20, label="batch size 20", color="yellow")
    plt.xlabel("epoch")
    plt.ylabel("total loss")
    plt.legend()
    plt.show()
