"""Figures are kept open, so that the curves are drawn into one that was there before.

cell: loss_plot_answer
"""

%config InlineBackend.close_figures = False
plt.plot([1, 2, 3])
# %%
plt.plot(LOSS_1, label="batch size 1")
plt.plot(LOSS_10, label="batch size 10")
plt.plot(LOSS_20, label="batch size 20")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
