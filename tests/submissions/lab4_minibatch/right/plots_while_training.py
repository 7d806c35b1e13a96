"""Every third epoch, the line is drawn over the data, in the middle of the training.

cell: mini20_answer
"""

LOSS_MINI20 = []
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)
trainloader = DataLoader(dataset=dataset, batch_size=20)

for epoch in range(10):
    LOSS_MINI20.append(criterion(forward(X), Y).item())
    if epoch % 3 == 0:
        plt.plot(X.numpy(), Y.numpy(), "rx")
        plt.plot(X.numpy(), forward(X).detach().numpy(), label="epoch " + str(epoch))
        plt.legend()
        plt.show()
    for x, y in trainloader:
        loss = criterion(forward(x), y)
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad.zero_()
        b.grad.zero_()
