"""The lists have names of their own.

cell: losses_answer
earns: {losses: 0, loss_plot: 0}
mistake: list has another name
"""

def train(batch_size, epochs=20):
    global w, b
    w = torch.tensor(-10.0, requires_grad=True)
    b = torch.tensor(-20.0, requires_grad=True)
    losses = []
    for epoch in range(epochs):
        losses.append(criterion(forward(X), Y).item())
        for x, y in DataLoader(dataset, batch_size=batch_size):
            update(x, y)
    return losses


loss_1 = train(1)
loss_10 = train(10)
loss_20 = train(20)
