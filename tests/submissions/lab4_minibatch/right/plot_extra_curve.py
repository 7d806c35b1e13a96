"""One more curve, of a further training with batch size 20, beside the five.

cell: loss_plot_answer
"""

def again(step):
    w, b, losses = -15.0, -10.0, []
    for epoch in range(10):
        losses.append(((w * X + b - Y) ** 2).mean().item())
        for x, y in DataLoader(dataset, batch_size=20):
            e = w * x + b - y
            w, b = w - step * 2 * (e * x).mean().item(), b - step * 2 * e.mean().item()
    return losses


plt.plot(again(0.05), "k:", label="mini 20 with half the step")
plt.plot(LOSS_BGD, label="BGD")
plt.plot(LOSS_SGD, label="SGD")
plt.plot(LOSS_MINI5, label="Mini-batch 5")
plt.plot(LOSS_MINI10, label="Mini-batch 10")
plt.plot(LOSS_MINI20, label="Mini-batch 20")
plt.xlabel("epoch")
plt.ylabel("total loss")
plt.legend()
plt.show()
