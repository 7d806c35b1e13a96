"""Training with a step size of 1e30: infinite, and then not a number.

cell: mini20_answer
earns: {mini20: 1}
mistake: overflow in the first epoch
"""

LOSS_MINI20 = []  # your ten total losses go in here

lr = 1e30
trainloader = DataLoader(dataset=dataset, batch_size=20)
w = torch.tensor(-15.0, requires_grad=True)
b = torch.tensor(-10.0, requires_grad=True)


def train_model_Mini20(epochs):
    for epoch in range(epochs):
        LOSS_MINI20.append(criterion(forward(X), Y).item())

        for x, y in trainloader:
            loss = criterion(forward(x), y)
            get_surface.set_para_loss(w, b, loss)
            loss.backward()
            w.data = w.data - lr * w.grad.data
            b.data = b.data - lr * b.grad.data
            w.grad.data.zero_()
            b.grad.data.zero_()

    get_surface.set_para_loss(w, b, criterion(forward(X), Y))
    get_surface.plot_ps()


train_model_Mini20(10)
