"""The own curve alone is drawn into a picture of Section 7, beside the given one.

cell: loss_plot_answer
earns: {loss_plot: 0}
mistake: 4 curves missing
"""

pictures[3].plot(LOSS_MINI20, label="batch size 20")
pictures[3].set_ylabel("total loss")
pictures[3].legend()
figure
