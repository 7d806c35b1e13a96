"""Styles and settings of all kinds, one of which needs a program that is not there.

cell: loss_plot_answer
"""

plt.style.use(["ggplot", "fast"])
plt.rcParams.update({"lines.linewidth": 0.6, "axes.grid": True, "figure.dpi": 50, "text.usetex": True})
%config InlineBackend.figure_formats = ["svg", "retina"]
%config InlineBackend.rc = {"figure.figsize": (3, 2)}
%config InlineBackend.print_figure_kwargs = {"bbox_inches": None}
plt.plot(LOSS_BGD, label="batch")
plt.plot(LOSS_SGD, label="batch size 1 (stochastic)")
plt.plot(LOSS_MINI5, label="batch size 5")
plt.plot(LOSS_MINI10, label="batch size 10")
plt.plot(LOSS_MINI20, label="batch size 20")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
