"""Figures stay open; the next cell clears the one with the curves, and draws something else into it.

cell: loss_plot_answer
"""

%config InlineBackend.close_figures = False
plt.figure()
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
plt.clf()
plt.plot([1, 2, 3])
plt.show()
