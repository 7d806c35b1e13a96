"""The labels are counted; those of the last two curves are swapped.

cell: loss_plot_answer
earns: {loss_plot: 3}
mistake: wrong names in the legend
"""

for number, (name, losses) in enumerate(
    [
        ("batch", LOSS_BGD),
        ("stochastic", LOSS_SGD),
        ("batch size 5", LOSS_MINI5),
        ("batch size 20", LOSS_MINI10),
        ("batch size 10", LOSS_MINI20),
    ],
    1,
):
    plt.plot(losses, label=f"{number}) {name}")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
