"""French labels, counted.

cell: loss_plot_answer
"""

plt.stairs(LOSS_1, label="1. lots de un")
plt.stairs(LOSS_10, label="2. lots de dix")
plt.stairs(LOSS_20, label="3. lots de vingt")
plt.xlabel("époque")
plt.ylabel("perte totale")
plt.legend()
plt.show()
