"""The function takes a loader, and loops over the one of the cells above.

cell: mini20_answer
earns: {mini20: 3}
mistake: batch size 10
"""

LOSS_MINI20 = []
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)


def train_model(loader, epochs):
    for epoch in range(epochs):
        LOSS_MINI20.append(criterion(forward(X), Y).tolist())
        for x, y in trainloader:
            yhat = forward(x)
            loss = criterion(yhat, y)
            loss.backward()
            w.data = w.data - lr * w.grad.data
            b.data = b.data - lr * b.grad.data
            w.grad.data.zero_()
            b.grad.data.zero_()


train_model(DataLoader(dataset=dataset, batch_size=20), 10)
