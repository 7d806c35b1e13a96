"""The labels are Chinese.

cell: loss_plot_answer
"""

plt.plot(LOSS_BGD, label="批量梯度下降")
plt.plot(LOSS_SGD, label="随机梯度下降")
plt.plot(LOSS_MINI5, label="小批量（5）")
plt.plot(LOSS_MINI10, label="小批量（10）")
plt.plot(LOSS_MINI20, label="小批量（二十）")
plt.xlabel("轮次")
plt.ylabel("总损失")
plt.legend()
plt.show()
