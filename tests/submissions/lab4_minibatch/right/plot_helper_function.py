"""A helper function that draws one list, and tensors in place of lists.

cell: loss_plot_answer
"""

def draw(values, name, **style):
    plt.plot(torch.arange(len(values)), torch.tensor(values), label=f"{name} (ends at {values[-1]:.4f})", **style)


draw(LOSS_BGD, "Full-Batch")
draw(LOSS_SGD, "Stochastic", alpha=0.5)
draw(LOSS_MINI5, "Minibatch 5", linewidth=3)
draw(LOSS_MINI10, "Minibatch 10", marker="s")
draw(LOSS_MINI20, "Minibatch 20", linestyle="--")
plt.gca().set_yscale("log")
plt.gcf().supxlabel("")
plt.xlabel("epoch [-]")
plt.ylabel("total loss")
plt.legend()
plt.tight_layout()
plt.show()
