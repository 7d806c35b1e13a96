"""The function is called, and its list is a local one that nobody gets back.

cell: mini20_answer
earns: {mini20: 0, loss_plot: 2.5}
mistake: empty list
"""

LOSS_MINI20 = []  # your ten total losses go in here

trainloader = DataLoader(dataset=dataset, batch_size=20)
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)


def train_model_Mini20(epochs):
    LOSS_MINI20 = []
    for epoch in range(epochs):
        LOSS_MINI20.append(criterion(forward(X), Y).item())

        for x, y in trainloader:
            loss = criterion(forward(x), y)
            loss.backward()
            w.data = w.data - lr * w.grad.data
            b.data = b.data - lr * b.grad.data
            w.grad.data.zero_()
            b.grad.data.zero_()


train_model_Mini20(10)
