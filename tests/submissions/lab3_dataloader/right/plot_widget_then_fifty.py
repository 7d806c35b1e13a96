"""A display that is not there, and fifty figures behind the graph.

cell: loss_plot_answer
"""

%matplotlib widget
plt.plot(LOSS_1, label="batch size 1")
plt.plot(LOSS_10, label="batch size 10")
plt.plot(LOSS_20, label="batch size 20")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
# %%
for n in range(50):
    plt.figure()
    plt.plot([n, 1, 2])
    plt.close()
