"""In two cells; the first attempt has no legend.

cell: loss_plot_answer
"""

plt.plot(LOSS_1)
plt.plot(LOSS_10)
# %%
plt.plot(LOSS_1, label="batch size 1")
plt.plot(LOSS_10, label="batch size 10")
plt.plot(LOSS_20, label="batch size 20")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
