"""Each label has the last loss behind the batch size.

cell: loss_plot_answer
"""

plt.plot(LOSS_BGD, label=f"batch, last loss {LOSS_BGD[-1]:.1e}")
for size, l in [(1, LOSS_SGD), (5, LOSS_MINI5), (10, LOSS_MINI10), (20, LOSS_MINI20)]:
    plt.plot(l, label=f"batch size {size}, last loss {l[-1]:.1e}")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
