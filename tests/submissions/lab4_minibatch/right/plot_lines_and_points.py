"""Lines with points over them, a helping line at the noise floor, and words in numbers.

cell: loss_plot_answer
"""

noise_floor = criterion(f, Y).item()
names = ["vanilla (60)", "one at a time (SGD)", "mini-batch, five", "mini-batch, ten", "mini-batch, twenty"]
for i, losses in enumerate([LOSS_BGD, LOSS_SGD, LOSS_MINI5, LOSS_MINI10, LOSS_MINI20]):
    plt.plot(range(10), losses, color=f"C{i}", label=names[i])
    plt.scatter(range(10), losses, color=f"C{i}", s=9)
plt.axhline(noise_floor, color="gray", ls=":", label="noise floor")
plt.yscale("log")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend(ncol=2)
plt.show()
