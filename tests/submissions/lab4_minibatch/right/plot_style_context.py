"""Inside a style that looks drawn by hand.

cell: loss_plot_answer
"""

with plt.xkcd(), plt.rc_context({"font.family": "DejaVu Sans"}):
    plt.plot(LOSS_BGD, label="BGD")
    plt.plot(LOSS_SGD, label="SGD")
    plt.plot(LOSS_MINI5, label="Mini-batch 5")
    plt.plot(LOSS_MINI10, label="Mini-batch 10")
    plt.plot(LOSS_MINI20, label="Mini-batch 20")
    plt.xlabel("epoch")
    plt.ylabel("total loss")
    plt.legend()
    plt.show()
