"""Fifty small figures are drawn in a cell behind the graph.

cell: loss_plot_answer
"""

plt.plot(LOSS_BGD, label="batch")
plt.plot(LOSS_SGD, label="batch size 1 (stochastic)")
plt.plot(LOSS_MINI5, label="batch size 5")
plt.plot(LOSS_MINI10, label="batch size 10")
plt.plot(LOSS_MINI20, label="batch size 20")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
# %%
for n in range(50):
    plt.figure(figsize=(1, 1))
    plt.plot([n, n + 1, n + 2])
    plt.show()
