"""The curve of batch size 20 has an axis of its own.

cell: loss_plot_answer
"""

fig, left = plt.subplots()
left.plot(LOSS_1, "r", label="batch size 1")
left.plot(LOSS_10, "g", label="batch size 10")
right = left.twinx()
right.plot(LOSS_20, "b", label="batch size 20")
left.set(xlabel="epoch", ylabel="total loss")
fig.legend()
plt.show()
